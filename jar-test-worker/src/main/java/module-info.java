/**
 * A module of a user. It requires neither the engine of the worker nor H2, so it proves that the modules of the worker find
 * them.
 */
module io.cloudjobs.consumer.worker {
    requires io.cloudjobs.print.worker;
    requires io.cloudjobs.emulator;
}
