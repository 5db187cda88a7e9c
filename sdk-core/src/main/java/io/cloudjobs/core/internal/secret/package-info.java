/**
 * Makes texts from outside safe to show: {@code Secrets} removes tokens and keys, and {@code Text} and {@code Shown}
 * keep the rest on one line. It uses no other package. Begin with {@code Secrets}. {@code ShownCause} copies a cause
 * that is not safe to show.
 */
@NullMarked
package io.cloudjobs.core.internal.secret;

import org.jspecify.annotations.NullMarked;
