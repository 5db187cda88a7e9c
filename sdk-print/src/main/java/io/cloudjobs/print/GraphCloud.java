package io.cloudjobs.print;

/**
 * The Microsoft clouds that have Universal Print. Their tokens are not interchangeable. For any other place there is
 * {@link PrintJobClient.Builder#endpoint(String)}.
 *
 * @see <a href="https://learn.microsoft.com/graph/deployments">National cloud deployments</a>
 */
public enum GraphCloud {
    /** The global service, which also serves US Government GCC. */
    GLOBAL("https://graph.microsoft.com"),
    /** US Government L4 (GCC High). */
    US_GOVERNMENT_L4("https://graph.microsoft.us"),
    /** US Government L5 (DoD). */
    US_GOVERNMENT_L5("https://dod-graph.microsoft.us");

    private final String root;

    GraphCloud(String root) {
        this.root = root;
    }

    /**
     * Where Microsoft Graph v1.0 of this cloud is.
     *
     * @return for example {@code https://graph.microsoft.com/v1.0}
     */
    public String endpoint() {
        return root + "/v1.0";
    }
}
