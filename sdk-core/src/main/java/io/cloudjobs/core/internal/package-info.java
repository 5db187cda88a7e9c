/**
 * The call itself, from a request to its result or exception. Internal to this library, and may change at any time. It
 * uses {@code http}, {@code json}, {@code retry}, {@code secret} and {@code time}, which do not use it. Begin with
 * {@code ApiClient} and {@code Execution}, its loop, which limits each attempt: by the attempt timeout, or by the rest
 * of the {@code Deadline}. {@code Tokens} come before an attempt, {@code Outcomes} after it, and {@code CallEvents}
 * reports to the listeners. {@code ResponseReader} reads the response and, with {@code BoundedSource}, refuses one that
 * is too long after decompression. {@code NextLink} checks the link to the next page, {@code Await} waits for a state.
 */
@NullMarked
package io.cloudjobs.core.internal;

import org.jspecify.annotations.NullMarked;
