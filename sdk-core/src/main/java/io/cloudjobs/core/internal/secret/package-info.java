/**
 * What may be seen of texts from outside, and what must not: {@code Secrets} takes tokens and keys out, {@code Text} and
 * {@code Shown} keep the rest on one line. It needs no other room. Begin with {@code Secrets}; {@code ShownCause} copies a cause
 * that shows one.
 */
@NullMarked
package io.cloudjobs.core.internal.secret;

import org.jspecify.annotations.NullMarked;
