package io.cloudjobs.network;

/** A situation in a network, and the requirements on the clients in it. */
interface Scenario {
    /** Names the scenario in the report. */
    String name();

    /**
     * Makes the calls and closes all that it started, so that nothing reaches a backend afterwards.
     *
     * @param ledger collects the calls, the requests at the backend and the broken promises
     */
    void run(Ledger ledger) throws Exception;
}
