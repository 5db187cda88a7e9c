/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, on loopback, with Microsoft Entra ID and
 * Huawei Cloud IAM for their tokens: for trying things out and for tests. Begin with {@link io.cloudjobs.emulator.CloudJobsEmulator#start()}.
 *
 * <p>To read the source, begin with {@code Router}: it gives a {@code Request} to an {@code Api}, which makes an {@code Answer}. The
 * beginning of a name is its room. {@code Print*} and {@code Graph*} are Universal Print, {@code Ges*} is the graph service,
 * {@code Entra*} and {@code Iam*} are the logins, and {@code Emulated*} is what the services hold.
 */
@NullMarked
package io.cloudjobs.emulator;

import org.jspecify.annotations.NullMarked;
