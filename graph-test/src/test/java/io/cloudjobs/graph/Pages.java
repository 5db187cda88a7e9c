package io.cloudjobs.graph;

import com.microsoft.graph.core.requests.IBaseClient;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.kiota.serialization.AdditionalDataHolder;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import java.util.ArrayList;
import java.util.List;

/** Reads all pages of a list with the iterator of Microsoft's client. */
final class Pages {
    private Pages() {}

    static <E extends Parsable, P extends Parsable & AdditionalDataHolder> List<E> all(
            IBaseClient client, P first, ParsableFactory<P> factory) throws ReflectiveOperationException {
        List<E> elements = new ArrayList<>();
        new PageIterator.Builder<E, P>()
                .client(client)
                .collectionPage(first)
                .collectionPageFactory(factory)
                .processPageItemCallback(elements::add)
                .build()
                .iterate();
        return elements;
    }
}
