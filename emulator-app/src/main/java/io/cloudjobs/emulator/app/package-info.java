/** The emulator as a program: its options, its control API and its page. */
@NullMarked
package io.cloudjobs.emulator.app;

import org.jspecify.annotations.NullMarked;
