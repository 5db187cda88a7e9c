package io.cloudjobs.api;

import java.lang.reflect.Method;
import java.util.List;

/**
 * A public method of a client that sends requests. The first request identifies the operation.
 *
 * @param method the public method
 * @param arguments the arguments of the call
 * @param row the name in a row of the documentation: {@code PrinterJobResource.abort}, {@code
 *     GesGraphResource.submit(AddIndex)}
 * @param name the name of the operation: {@code printJob.abort}
 * @param request method and path: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}
 * @param hasToken whether the request has a token
 * @param needs the needs according to its 403; empty if there are none
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
