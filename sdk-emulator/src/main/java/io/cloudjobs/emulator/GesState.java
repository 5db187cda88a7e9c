package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The state of a job at one moment.
 *
 * @param output the result, or null if there is none
 * @param runtime the run time in seconds, or null unless the job is an algorithm that succeeded
 */
record GesState(
        GesJobKind kind,
        EmulatedGesJobStatus status,
        @Nullable GesOutput output,
        @Nullable Double runtime) {}
