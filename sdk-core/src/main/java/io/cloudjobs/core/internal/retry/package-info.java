/**
 * What follows from an attempt: the result, the failure, or another attempt, and after how long. Pure, apart from the budget's count: no
 * clock, no I/O, nothing of OkHttp. It needs no other room. Begin with {@code RetryDecision}.
 */
@NullMarked
package io.cloudjobs.core.internal.retry;

import org.jspecify.annotations.NullMarked;
