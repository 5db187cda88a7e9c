package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import okhttp3.HttpUrl;

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
        if (!path(url).equalsIgnoreCase(path(first)) || !choosesTheSame(url)) {
            throw new InvalidResponseException(
                    operation.operation(),
                    operation.resource(),
                    1,
                    false,
                    "the link to the next page has another path or other options than the list, so there is no page"
                            + " token: iterate without tokens",
                    null);
        }
        return query(url);
    }

    @Override
    public String parse(String text) {
        HttpUrl url =
                first.newBuilder().encodedQuery(text.isEmpty() ? null : text).build();
        if (!text.equals(query(url)) || !choosesTheSame(url)) {
            throw new IllegalArgumentException("not a link of this list");
        }
        return url.toString();
    }

    private boolean choosesTheSame(HttpUrl url) {
        return choice(url).equals(choice(first));
    }

    private static String query(HttpUrl url) {
        return Objects.requireNonNullElse(url.encodedQuery(), "");
    }

    /** Returns the decoded path. OData writes a key as {@code printers/c05f} or {@code printers('c05f')}. */
    private static String path(HttpUrl url) {
        return String.join("/", url.pathSegments()).replace("('", "/").replace("')", "");
    }

    /** Returns the options that choose items. OData accepts their names in any case, and without the dollar sign. */
    private static List<String> choice(HttpUrl url) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < url.querySize(); i++) {
            String name = url.queryParameterName(i).strip().toLowerCase(Locale.ROOT);
            String option = name.startsWith("$") ? name.substring(1) : name;
            if (CHOOSING.contains(option)) {
                options.add(option + "=" + url.queryParameterValue(i));
            }
        }
        Collections.sort(options);
        return options;
    }
}
