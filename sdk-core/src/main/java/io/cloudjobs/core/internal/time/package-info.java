/** The only source of time. It uses no other package, so each package may use it. */
@NullMarked
package io.cloudjobs.core.internal.time;

import org.jspecify.annotations.NullMarked;
