/**
 * A module of a user. It requires only the modules that users name, so it proves that the SDK modules export and open
 * the right packages.
 */
module io.cloudjobs.consumer {
    requires io.cloudjobs.print;
    requires io.cloudjobs.ges;
    requires io.cloudjobs.emulator;
}
