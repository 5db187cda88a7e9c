package io.cloudjobs.graph;

/**
 * An operation that both clients have: a call of Microsoft's client and the same call of ours.
 *
 * @param operation the first call in a row of the table of operations in {@code docs/print.md}
 * @param variant what distinguishes this call from others of the operation, or an empty string
 * @param isChange whether the calls change data, so that each needs its own and reads other ids and times
 * @param theirs the call of Microsoft's client. It returns what the client has read: a model, a list of models, bytes, or
 *     null
 * @param ours the call of our client, which returns the same
 */
record SameCall(String operation, String variant, boolean isChange, Call theirs, Call ours) {
    /** A call. It sends no other requests. */
    interface Call {
        Object read(Tenant tenant) throws Exception;
    }

    /** A call whose data needs preparation for each client. */
    interface CallOn<T> {
        Object read(Tenant tenant, T data) throws Exception;
    }

    /** Prepares data without requests of the clients. */
    interface Preparation<T> {
        T data(Tenant tenant) throws Exception;
    }

    static SameCall reads(String operation, String variant, Call theirs, Call ours) {
        return new SameCall(operation, variant, false, theirs, ours);
    }

    static <T> SameCall changes(
            String operation, String variant, Preparation<T> preparation, CallOn<T> theirs, CallOn<T> ours) {
        return new SameCall(
                operation,
                variant,
                true,
                tenant -> theirs.read(tenant, preparation.data(tenant)),
                tenant -> ours.read(tenant, preparation.data(tenant)));
    }

    @Override
    public String toString() {
        return operation + (variant.isEmpty() ? "" : " " + variant);
    }
}
