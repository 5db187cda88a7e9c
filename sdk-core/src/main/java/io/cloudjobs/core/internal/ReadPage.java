package io.cloudjobs.core.internal;

import io.cloudjobs.core.ResultPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page that was read. It makes its token on demand, because most iterations need none. */
public final class ReadPage<T> implements ResultPage<T> {
    private final List<T> items;
    private final @Nullable Supplier<String> nextPageToken;

    ReadPage(List<T> items, @Nullable Supplier<String> nextPageToken) {
        this.items = items;
        this.nextPageToken = nextPageToken;
    }

    /** Returns the only page of a list that is not from the service, for each iteration. */
    public static <T> Iterable<ResultPage<T>> only(Iterable<T> items) {
        return () -> {
            List<T> all = new ArrayList<>();
            items.forEach(all::add);
            return List.<ResultPage<T>>of(new ReadPage<>(Collections.unmodifiableList(all), null))
                    .iterator();
        };
    }

    @Override
    public List<T> items() {
        return items;
    }

    @Override
    public @Nullable String nextPageToken() {
        return nextPageToken == null ? null : nextPageToken.get();
    }

    @Override
    public String toString() {
        return "ResultPage[items=" + items.size() + ", isLast=" + (nextPageToken == null) + "]";
    }
}
