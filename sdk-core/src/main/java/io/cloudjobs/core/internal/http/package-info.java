/**
 * One request on its way through OkHttp: its connection and what is seen there, down to the socket. It needs the rooms {@code json},
 * {@code retry}, {@code secret} and {@code time}, and nothing of the call that it is made for. Begin with {@code Connections}. {@code Watch}
 * ends a request at the time that the call gives it, {@code Attempt} and {@code Wire} know whether it was sent, {@code Wire} also whether
 * a kept connection is fit. {@code Intake} bounds what comes beside the content, {@code CountedBody} the packed content; the call bounds
 * the unpacked content.
 */
@NullMarked
package io.cloudjobs.core.internal.http;

import org.jspecify.annotations.NullMarked;
