/** The one place where time comes from. It stands below all other rooms, so that each of them may ask. */
@NullMarked
package io.cloudjobs.core.internal.time;

import org.jspecify.annotations.NullMarked;
