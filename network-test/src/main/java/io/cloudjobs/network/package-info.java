/** The clients behind real proxies. {@code .ci/network-tests} runs {@link io.cloudjobs.network.NetworkTests}. */
@NullMarked
package io.cloudjobs.network;

import org.jspecify.annotations.NullMarked;
