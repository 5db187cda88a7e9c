/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, on loopback, with Microsoft Entra ID and
 * Huawei Cloud IAM for their tokens: for trying things out and for tests. Begin with {@link io.cloudjobs.emulator.CloudJobsEmulator#start()}.
 *
 * <p>To read the source, begin with {@code LoopbackServer}: it gives a {@code Request} to an {@code Api}, whose {@code Router} finds
 * what makes the {@code Answer}. {@code FaultQueue} picks the fault of a request, {@code LoopbackServer} applies it.
 * {@code GraphRouter} leads to Universal Print ({@code Print*}, {@code Transfer*}, {@code Subscription*}), {@code GesRouter} to the
 * graph service ({@code Ges*}); {@code Entra*} and {@code Iam*} are the logins. {@code Emulated*}, {@code PrintTenant} and
 * {@code GesGraph} hold the state, and decide what it allows: {@code EmulatedPrintJob} refuses what a job does not permit.
 */
@NullMarked
package io.cloudjobs.emulator;

import org.jspecify.annotations.NullMarked;
