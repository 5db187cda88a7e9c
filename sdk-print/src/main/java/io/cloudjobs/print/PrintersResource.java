package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterListOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The printers of the tenant. Immutable and lightweight. */
public final class PrintersResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintersResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Lists all printers: {@code GET /print/printers}. See {@link #list(Consumer)}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.Read.All}.
     *
     * @return the printers, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/print-list-printers">List printers</a>
     */
    public PagedIterable<Printer> list() {
        return list(options -> {});
    }

    /**
     * Lists printers: {@code GET /print/printers}. The client sends the first request when the iteration begins. Each
     * page is one request, retried according to {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the
     * exceptions of these requests, such as {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.Read.All}.
     *
     * <p>Other users list {@linkplain PrintJobClient#shares() shares}. The rows never contain {@code defaults} and
     * {@code capabilities}. With a condition on the location or the capabilities, they contain only {@code id},
     * {@code displayName}, {@code manufacturer}, {@code model} and {@code location}. To get the rest, read each printer
     * with {@link PrinterResource#get()}. The order of the printers is not documented.
     *
     * @param options sets conditions and the size of the pages
     * @return the printers, page by page
     * @throws IllegalArgumentException if an option is invalid
     * @see <a href="https://learn.microsoft.com/graph/api/print-list-printers">List printers</a>
     */
    public PagedIterable<Printer> list(Consumer<? super PrinterListOptions> options) {
        return GraphPage.all(
                api,
                Query.of(options, "shares")
                        .in(new ApiRequest("printer.list", "GET", path))
                        .needs(PrintTaskTriggerResource.NEEDS_TO_READ)
                        .idempotent(),
                Printer.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }

    /** The query of a list of printers or shares. */
    static final class Query implements PrinterListOptions {
        private static final int MAX_TOP = 100;

        private final String related;
        private final Map<String, String> values = new LinkedHashMap<>();
        private @Nullable String condition;
        private @Nullable String expand;
        private @Nullable String top;

        private Query(String related) {
            this.related = related;
        }

        /**
         * Returns the query with these options.
         *
         * @param related the member that {@link #expand()} includes
         */
        static Query of(Consumer<? super PrinterListOptions> options, String related) {
            Query query = new Query(related);
            options.accept(query);
            return query;
        }

        /** Returns the request with this query. */
        ApiRequest in(ApiRequest request) {
            return request.query("$filter", filter()).query("$expand", expand).query("$top", top);
        }

        /** Returns all conditions. OData doubles a quote inside quotes. */
        private @Nullable String filter() {
            if (values.isEmpty()) {
                return condition;
            }
            StringJoiner all = new StringJoiner(" and ");
            for (Map.Entry<String, String> value : values.entrySet()) {
                all.add(value.getKey() + " eq '" + value.getValue().replace("'", "''") + "'");
            }
            return condition == null
                    ? all.toString()
                    : all.add("(" + condition + ")").toString();
        }

        @Override
        public Query equalTo(String member, String value) {
            values.put(Checks.notBlank("member", member), Checks.notBlank("value", value));
            return this;
        }

        @Override
        public Query filter(String condition) {
            this.condition = Checks.notBlank("condition", condition);
            return this;
        }

        @Override
        public Query expand() {
            this.expand = related;
            return this;
        }

        @Override
        public Query top(int items) {
            if (items < 1 || items > MAX_TOP) {
                throw new IllegalArgumentException("top must be 1 to " + MAX_TOP + ", but is " + items);
            }
            this.top = String.valueOf(items);
            return this;
        }
    }
}
