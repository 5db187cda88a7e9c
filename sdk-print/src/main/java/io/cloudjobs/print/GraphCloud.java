package io.cloudjobs.print;

/**
 * The Microsoft clouds that have Universal Print. Their tokens are not interchangeable. For any other endpoint use
 * {@link PrintJobClient.Builder#endpoint(String)}, and for its tokens
 * {@link io.cloudjobs.print.auth.ClientCredentialsTokenProvider.Builder}.
 *
 * @see <a href="https://learn.microsoft.com/graph/deployments">National cloud deployments</a>
 */
public enum GraphCloud {
    /** The global service, which also serves US Government GCC. */
    GLOBAL("https://graph.microsoft.com", "https://login.microsoftonline.com"),
    /** US Government L4 (GCC High). */
    US_GOVERNMENT_L4("https://graph.microsoft.us", "https://login.microsoftonline.us"),
    /** US Government L5 (DoD). */
    US_GOVERNMENT_L5("https://dod-graph.microsoft.us", "https://login.microsoftonline.us");

    private final String root;
    private final String authority;

    GraphCloud(String root, String authority) {
        this.root = root;
        this.authority = authority;
    }

    /**
     * Returns the URL of Microsoft Graph v1.0 in this cloud.
     *
     * @return the URL, for example {@code https://graph.microsoft.com/v1.0}
     */
    public String endpoint() {
        return root + "/v1.0";
    }

    /**
     * Returns the URL of Microsoft Entra ID in this cloud.
     *
     * @return the URL, for example {@code https://login.microsoftonline.com}
     */
    public String authority() {
        return authority;
    }

    /**
     * Returns the scope of application tokens for Microsoft Graph in this cloud: all permissions granted to the
     * application.
     *
     * @return the scope, for example {@code https://graph.microsoft.com/.default}
     */
    public String scope() {
        return root + "/.default";
    }

    /**
     * Returns the resource for which a managed identity requests tokens: Microsoft Graph in this cloud.
     *
     * @return the resource, for example {@code https://graph.microsoft.com}
     */
    public String resource() {
        return root;
    }
}
