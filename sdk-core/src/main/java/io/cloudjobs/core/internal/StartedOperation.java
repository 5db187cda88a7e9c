package io.cloudjobs.core.internal;

import io.cloudjobs.core.ClientState;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.internal.secret.Shown;

record StartedOperation(String operation, String method, String pathTemplate, ClientState client)
        implements OperationStart {
    @Override
    public String toString() {
        return Shown.record("OperationStart", "operation", operation, "method", method, "pathTemplate", pathTemplate);
    }
}
