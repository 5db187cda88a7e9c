package io.cloudjobs.network;

/** A network situation, and the requirements on the clients in it. */
interface Scenario {
    /** Returns the name of the scenario in the report. */
    String name();

    /**
     * Makes the calls and closes all resources that it started, so that no request reaches a backend afterwards.
     *
     * @param ledger collects the calls, the requests at the backend and the unmet requirements
     */
    void run(Ledger ledger) throws Exception;
}
