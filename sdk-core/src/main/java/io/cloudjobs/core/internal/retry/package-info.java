/**
 * Decides what follows an attempt: the result, the failure, or another attempt after a wait. Everything except the
 * count of the budget is pure: no clock, no I/O, no OkHttp. It uses no other internal package. Begin with {@code
 * RetryDecision}.
 */
@NullMarked
package io.cloudjobs.core.internal.retry;

import org.jspecify.annotations.NullMarked;
