/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service for tests, with the services that issue their tokens,
 * Microsoft Entra ID and Huawei Cloud IAM. Begin with
 * {@link io.cloudjobs.emulator.CloudJobsEmulator#start()}.
 *
 * <p>To read the source, begin with {@code LoopbackServer}. It passes a {@code Request} to an {@code Api}, whose
 * {@code Router} finds the handler that creates the {@code Response}. {@code FaultQueue} selects the fault of a
 * request, and {@code LoopbackServer} applies it. {@code GraphRouter} routes requests to Universal Print
 * ({@code Print*}, {@code Transfer*}, {@code Subscription*}), {@code GesRouter} to the graph service ({@code Ges*}).
 * {@code Entra*} and {@code Iam*} are the logins. {@code Emulated*}, {@code PrintTenant} and {@code GesGraph} hold the
 * state and check the rules. For example, {@code EmulatedPrintJob} refuses operations that the state of the job does
 * not permit. {@code ODataQuery}, in a package of its own, reads the query options of Graph, and {@code PrintTypes} has
 * the names that they can use.
 */
@NullMarked
package io.cloudjobs.emulator;

import org.jspecify.annotations.NullMarked;
