package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The text of a link to a page: its query only. The path is always the path of the list, and the host is always the
 * endpoint, so a forged text leads nowhere else. Its query must choose the same items as the query of the list.
 */
final class LinkFormat implements CursorFormat<String> {
    /** The options of OData that choose and shape items. The other options are positions and page sizes. */
    private static final Set<String> CHOOSING =
            Set.of("apply", "compute", "expand", "filter", "orderby", "search", "select");

    private final ApiRequest operation;
    private final HttpUrl first;
    private final Function<String, HttpUrl> targets;

    LinkFormat(ApiRequest operation, HttpUrl first, Function<String, HttpUrl> targets) {
        this.operation = operation;
        this.first = first;
        this.targets = targets;
    }

    @Override
    public String list() {
        return operation.operation() + " " + operation.path() + "?" + operation.query();
    }

    @Override
    public String format(String link) {
        HttpUrl url = targets.apply(link);
        if (!path(url).equalsIgnoreCase(path(first)) || !choice(url).equals(choice(first))) {
            throw new InvalidResponseException(
                    operation.operation(),
                    operation.resource(),
                    1,
                    false,
                    "the link to the next page has another path or other options than the list, so there is no page"
                            + " token: iterate without tokens",
                    null);
        }
        return Objects.requireNonNullElse(url.encodedQuery(), "");
    }

    @Override
    public String parse(String text) {
        HttpUrl url =
                first.newBuilder().encodedQuery(text.isEmpty() ? null : text).build();
        if (!text.equals(Objects.requireNonNullElse(url.encodedQuery(), ""))
                || !choice(url).equals(choice(first))) {
            throw new IllegalArgumentException("not a link of this list");
        }
        return url.toString();
    }

    /** Returns the decoded path. OData writes a key as {@code printers/c05f} or {@code printers('c05f')}. */
    private static String path(HttpUrl url) {
        return String.join("/", url.pathSegments()).replaceAll("\\('([^'/]*)'\\)", "/$1");
    }

    /** Returns the options that choose items. OData accepts their names in any case, and without the dollar sign. */
    private static Map<String, List<@Nullable String>> choice(HttpUrl url) {
        Map<String, List<@Nullable String>> options = new TreeMap<>();
        for (String name : url.queryParameterNames()) {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            String option = lower.startsWith("$") ? lower.substring(1) : lower;
            if (CHOOSING.contains(option)) {
                options.computeIfAbsent(option, key -> new ArrayList<>()).addAll(url.queryParameterValues(name));
            }
        }
        return options;
    }
}
