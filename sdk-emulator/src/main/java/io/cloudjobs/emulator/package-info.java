/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, on loopback, for trying things out and for
 * tests. Begin with {@link io.cloudjobs.emulator.CloudJobsEmulator#start()}.
 */
@NullMarked
package io.cloudjobs.emulator;

import org.jspecify.annotations.NullMarked;
