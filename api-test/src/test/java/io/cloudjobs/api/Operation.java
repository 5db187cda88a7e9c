package io.cloudjobs.api;

import java.lang.reflect.Method;
import java.util.List;

/**
 * A public method of a client that sends requests, and what it sends first: that is the operation.
 *
 * @param method the public method
 * @param arguments what it was called with
 * @param row what a row of the documentation calls it: {@code PrinterJobResource.abort}, {@code GesGraphResource.submit(AddIndex)}
 * @param name the name of the operation: {@code printJob.abort}
 * @param request method and path: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}
 * @param hasToken whether the request carries a token
 * @param needs what its 403 says that it needs; empty if it says nothing
 * @param isRetried whether it is retried after a 503
 */
record Operation(
        Method method,
        List<Object> arguments,
        String row,
        String name,
        String request,
        boolean hasToken,
        String needs,
        boolean isRetried) {

    @Override
    public String toString() {
        return row + " (" + name + ": " + request + ")";
    }
}
