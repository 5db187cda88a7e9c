/**
 * The call itself, from a request to its result or exception. Of no use outside this library; may change at any time. It stands on
 * {@code http}, {@code json}, {@code retry}, {@code secret} and {@code time}, which do not know it. Begin with {@code ApiClient} and
 * {@code Execution}, its loop, which gives each attempt its time: the attempt timeout, or what the {@code Deadline} leaves.
 * {@code Tokens} come before an attempt, {@code Outcomes} after it, and {@code CallEvents} tells the listener.
 * {@code ResponseReader} reads the response and, with {@code BoundedSource}, refuses one that is too long when unpacked.
 * {@code NextLink} checks the link to the next page, {@code Await} waits for a state.
 */
@NullMarked
package io.cloudjobs.core.internal;

import org.jspecify.annotations.NullMarked;
