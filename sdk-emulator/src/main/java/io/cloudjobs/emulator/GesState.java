package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The state of a job at one moment.
 *
 * @param output the result, or null if there is none yet or at all
 * @param runtime the run time in seconds, or null if this is not an algorithm that succeeded
 */
record GesState(
        GesJobKind kind,
        EmulatedGesJobStatus status,
        @Nullable GesOutput output,
        @Nullable Double runtime) {}
