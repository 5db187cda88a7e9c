package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Iteration that stops at any page and continues from its token, with another client, equals plain iteration. */
@Timeout(120)
class ResumedIterationTest {
    private static PrintJobClient print(CloudJobsEmulator emulator) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(emulator.print()::token)
                .build();
    }

    /** Reads all pages, and adds jobs between two pages. Returns the users of the jobs, in order. */
    private static List<String> users(long seed, boolean isResumed) {
        Random random = new Random(seed);
        List<String> users = new ArrayList<>();
        int[] added = {0};
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            emulator.print().pageSize(1 + random.nextInt(4));
            Runnable adding = () -> {
                for (int jobs = random.nextInt(4); jobs > 0 && added[0] < 40; jobs--) {
                    emulator.print().submitJob("user" + added[0]++ + "@contoso.com");
                }
            };
            adding.run();
            PrintJobClient print = print(emulator);
            Supplier<PagedIterable<PrintJob>> list = () -> (isResumed ? print(emulator) : print)
                    .printer(emulator.print().printerId())
                    .jobs()
                    .list();
            Iterator<ResultPage<PrintJob>> pages = list.get().pages().iterator();
            while (pages.hasNext()) {
                ResultPage<PrintJob> page = pages.next();
                page.items().forEach(job -> users.add(job.createdBy().userPrincipalName()));
                adding.run();
                String token = page.nextPageToken();
                if (isResumed && token != null) {
                    pages = list.get().pages(token).iterator();
                }
            }
        }
        return users;
    }

    @RepeatedTest(20)
    void toContinueGivesTheSameAsToIterateWhileJobsAreAdded(RepetitionInfo info) {
        long seed = info.getCurrentRepetition();

        List<String> iterated = users(seed, false);

        assertThat(iterated).doesNotHaveDuplicates();
        assertThat(users(seed, true)).isEqualTo(iterated);
    }

    @Test
    void jobsOfAGraphContinueFromATokenAtAnotherEndpoint() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            emulator.ges().addGraph("movie");
            for (int i = 0; i < 501; i++) {
                emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
            }
            String endpoint = emulator.ges().endpoint();
            Supplier<PagedIterable<ListedJob>> list = () -> GesJobClient.builder()
                    .endpoints(List.of("http://127.0.0.1:1", endpoint))
                    .projectId(emulator.ges().projectId())
                    .tokenProvider(emulator.ges()::token)
                    .build()
                    .graph("movie")
                    .jobs()
                    .list();
            List<String> all = list.get().stream().map(ListedJob::jobId).toList();

            ResultPage<ListedJob> first = list.get().pages().iterator().next();
            List<String> ids =
                    new ArrayList<>(first.items().stream().map(ListedJob::jobId).toList());
            for (ResultPage<ListedJob> page : list.get().pages(first.nextPageToken())) {
                page.items().forEach(job -> ids.add(job.jobId()));
            }

            assertThat(first.items()).hasSize(500);
            assertThat(ids).hasSize(501).isEqualTo(all);
        }
    }
}
