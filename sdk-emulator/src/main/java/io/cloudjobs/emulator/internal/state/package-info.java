/** The state of the emulator as JSON. */
@NullMarked
package io.cloudjobs.emulator.internal.state;

import org.jspecify.annotations.NullMarked;
