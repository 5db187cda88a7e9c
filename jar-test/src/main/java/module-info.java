/** A user's module: it names only what users name, so it proves what the others export and open. */
module io.cloudjobs.consumer {
    requires io.cloudjobs.print;
    requires io.cloudjobs.ges;
    requires io.cloudjobs.emulator;
}
