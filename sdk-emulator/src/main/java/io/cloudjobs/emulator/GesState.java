package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a job at one moment.
 *
 * @param output the result, null when there is none, or none yet
 * @param runtime how long it ran in seconds, null when it is no algorithm that has ended
 */
record GesState(
        GesJobKind kind,
        EmulatedGesJobStatus status,
        @Nullable GesOutput output,
        @Nullable Double runtime) {}
