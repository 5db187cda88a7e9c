/**
 * One request on its way through OkHttp: its connection and what is seen there, down to the socket. It needs the rooms {@code json},
 * {@code retry}, {@code secret} and {@code time}, and nothing of the call that it is made for. Begin with {@code Connections}. {@code Watch}
 * limits the time of a request, {@code Attempt} and {@code Wire} know whether it was sent, {@code Wire} also whether a kept connection is
 * fit, and {@code Intake} bounds what comes.
 */
@NullMarked
package io.cloudjobs.core.internal.http;

import org.jspecify.annotations.NullMarked;
