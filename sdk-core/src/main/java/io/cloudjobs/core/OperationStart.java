package io.cloudjobs.core;

/** The start of a call. Not for implementation by users: methods are added in minor releases. */
public interface OperationStart {
    /**
     * Returns the name of the operation.
     *
     * @return the name, for example {@code printJob.abort}
     */
    String operation();

    /**
     * Returns the HTTP method.
     *
     * @return the method, for example {@code POST}
     */
    String method();

    /**
     * Returns the path below the endpoint, with names instead of ids. It has few values, so a metric can use it as a
     * tag.
     *
     * @return the template, for example {@code /print/printers/{printerId}/jobs/{jobId}/abort}
     */
    String pathTemplate();

    /**
     * Returns the client that makes the call.
     *
     * @return the state of the client, the same object for each call of a client and its views
     */
    ClientState client();
}
