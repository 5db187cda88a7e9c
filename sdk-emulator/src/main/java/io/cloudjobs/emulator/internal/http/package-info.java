/**
 * HTTP and JSON for the services of the emulator: requests, routes, responses and refusals. It knows no service.
 * Internal: the module does not export it.
 */
@NullMarked
package io.cloudjobs.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
