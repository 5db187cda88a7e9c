package io.cloudjobs.samples;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.util.function.Consumer;

/** Lists, in one run and in several. */
final class PageSamples {
    private PageSamples() {}

    /** Stores one text, for example in a row of a database. */
    interface TokenStore {
        /** Returns the stored text; empty before the first one. */
        String load();

        void save(String token);
    }

    static void iterate(PrintJobClient print, String printerId) {
        for (PrintJob job : print.printer(printerId).jobs().list()) {
            System.out.println(job.id() + " " + job.status().state());
        }
    }

    static <T> void processRest(PagedIterable<T> list, TokenStore store, Consumer<T> work) {
        String token = store.load();
        if (token.equals("end")) {
            return;
        }
        for (ResultPage<T> page : token.isEmpty() ? list.pages() : list.pages(token)) {
            page.items().forEach(work);
            String next = page.nextPageToken();
            store.save(next == null ? "end" : next);
        }
    }
}
