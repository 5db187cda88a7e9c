package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The task definitions of this application. Immutable and lightweight. */
public final class PrintTaskDefinitionsResource {
    /** The permission for all operations on definitions and their tasks. */
    static final String NEEDS = "an application token, not a user token, with PrintTaskDefinition.ReadWrite.All";

    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskDefinitionsResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Lists the definitions of this application: {@code GET /print/taskDefinitions}. The client sends the first request
     * when the iteration begins. Each page is one request, retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>The iteration throws {@link io.cloudjobs.core.ForbiddenException} if the token does not allow the operation,
     * and another {@link io.cloudjobs.core.SdkException} if a request fails in another way.
     *
     * @return the definitions, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/print-list-taskdefinitions">List taskDefinitions</a>
     */
    public PagedIterable<PrintTaskDefinition> list() {
        return GraphPage.all(
                api,
                new ApiRequest("printTaskDefinition.list", "GET", path)
                        .needs(NEEDS)
                        .idempotent(),
                PrintTaskDefinitionRecord.class);
    }

    /**
     * Creates a definition and leaves the name of the application to the service: {@code POST /print/taskDefinitions}.
     * See {@link #create(String, String)}.
     *
     * @param displayName the name of the definition
     * @return the new definition
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintTaskDefinition create(String displayName) {
        return send(Map.of("displayName", Objects.requireNonNull(displayName, "displayName")));
    }

    /**
     * Creates a definition: {@code POST /print/taskDefinitions}. One definition is sufficient for all printers of a
     * tenant. Its triggers select the printers whose jobs it holds: see {@link PrintTaskTriggersResource#create}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>Never retried once it may have reached the service, because two definitions may have the same name: if the
     * exception's {@code mayHaveReachedService()} is true, look for the new definition in {@link #list()}.
     *
     * @param displayName the name of the definition
     * @param applicationName the name of this application for other users; the service already knows its id
     * @return the new definition
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/print-post-taskdefinitions">Create taskDefinition</a>
     */
    public PrintTaskDefinition create(String displayName, String applicationName) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("displayName", Objects.requireNonNull(displayName, "displayName"));
        definition.put("createdBy", Map.of("displayName", Objects.requireNonNull(applicationName, "applicationName")));
        return send(definition);
    }

    private PrintTaskDefinition send(Map<String, Object> definition) {
        return api.send(
                new ApiRequest("printTaskDefinition.create", "POST", path)
                        .body(definition)
                        .needs(NEEDS),
                PrintTaskDefinitionRecord.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
