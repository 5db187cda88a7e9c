package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query options of a list of jobs: a filter and an expansion. */
record JobQuery(Set<String> expand, @Nullable String createdBy) {
    private static final Set<String> EXPANDED_IN_LISTS = Set.of("documents");
    private static final Set<String> EXPANDED = Set.of("documents", "tasks");
    /** A quote in the name is doubled. */
    private static final Pattern CREATED_BY =
            Pattern.compile("\\s*createdBy/userPrincipalName\\s+eq\\s+'((?:[^']++|'')*+)'\\s*");

    static JobQuery of(Request request) {
        QueryOptions.refuse(request, QueryOptions.NOT_FOR_JOBS);
        List<String> filters = request.query("$filter");
        return new JobQuery(expand(request, EXPANDED_IN_LISTS), filters.isEmpty() ? null : createdBy(filters.get(0)));
    }

    private static String createdBy(String filter) {
        Matcher matcher = CREATED_BY.matcher(filter);
        if (!matcher.matches()) {
            throw new Refusal(400, "The filter '" + filter + "' is not supported.");
        }
        return matcher.group(1).replace("''", "'");
    }

    /** Returns the expansion of a single job. */
    static Set<String> expand(Request request) {
        return expand(request, EXPANDED);
    }

    private static Set<String> expand(Request request, Set<String> allowed) {
        var expand = new TreeSet<String>();
        for (String names : request.query("$expand")) {
            for (String name : names.split(",", -1)) {
                if (!allowed.contains(name.strip())) {
                    throw new Refusal(
                            400, "Could not find a property named '" + name + "' on type 'microsoft.graph.printJob'.");
                }
                expand.add(name.strip());
            }
        }
        return expand;
    }

    ArrayNode of(Collection<EmulatedPrintJob> jobs) {
        var wanted = JsonTrees.array();
        jobs.stream()
                .filter(job -> createdBy == null || job.createdBy().hasName(createdBy))
                .forEach(job -> wanted.add(job.json(expand)));
        return wanted;
    }
}
