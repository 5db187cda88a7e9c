/**
 * The types that the clients share: {@link io.cloudjobs.core.TokenProvider tokens},
 * {@link io.cloudjobs.core.RetryPolicy retries}, {@link io.cloudjobs.core.SdkException errors} and the
 * {@link io.cloudjobs.core.ClientBuilder builder}.
 */
@NullMarked
package io.cloudjobs.core;

import org.jspecify.annotations.NullMarked;
