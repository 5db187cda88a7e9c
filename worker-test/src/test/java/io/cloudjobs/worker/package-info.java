/**
 * The proof of the worker for held jobs: workers in JVMs of their own, which are killed again and again, on a real database
 * and behind a faulty service.
 */
package io.cloudjobs.worker;
