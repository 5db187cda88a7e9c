/**
 * The call itself, from a request to its result or exception. Of no use outside this library; may change at any time. It stands on
 * {@code http}, {@code json}, {@code retry}, {@code secret} and {@code time}, which do not know it. Begin with {@code ApiClient} and
 * {@code Execution}, its loop: {@code Tokens} come before an attempt, {@code Outcomes} after it. {@code NextLink} checks the link to the
 * next page, {@code Await} waits for a state.
 */
@NullMarked
package io.cloudjobs.core.internal;

import org.jspecify.annotations.NullMarked;
