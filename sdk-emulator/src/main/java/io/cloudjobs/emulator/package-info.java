/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, on loopback, with Microsoft Entra ID and
 * Huawei Cloud IAM for their tokens: for trying things out and for tests. Begin with {@link io.cloudjobs.emulator.CloudJobsEmulator#start()}.
 */
@NullMarked
package io.cloudjobs.emulator;

import org.jspecify.annotations.NullMarked;
