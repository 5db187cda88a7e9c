/**
 * The call itself, from a request to its result or exception. Of no use outside this library; may change at any time. It stands on
 * {@code http}, {@code json}, {@code retry}, {@code secret} and {@code time}, which do not know it. Begin with {@code ApiClient}.
 */
@NullMarked
package io.cloudjobs.core.internal;

import org.jspecify.annotations.NullMarked;
