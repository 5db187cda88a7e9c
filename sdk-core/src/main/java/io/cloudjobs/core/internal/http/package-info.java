/**
 * The path of one request through OkHttp: its connection and the observations on it, down to the socket. This package
 * uses the packages {@code json}, {@code retry}, {@code secret} and {@code time}, and knows nothing about the call that
 * the request belongs to. Begin with {@code Connections}. {@code Watch} ends a request at its timeout.
 * {@code WireInterceptor} is the last step before the network: it checks a reused connection, and refuses a response
 * that arrived before its request. {@code Attempt} and {@code Wire} know whether the request was sent, and {@code Wire}
 * whether a reused connection is usable. {@code Intake} limits the data outside the content, and {@code CountedBody}
 * the compressed content. The call limits the uncompressed content.
 */
@NullMarked
package io.cloudjobs.core.internal.http;

import org.jspecify.annotations.NullMarked;
