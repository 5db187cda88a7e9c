package io.cloudjobs.samples;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.PrintTaskWorkerStatus;
import io.cloudjobs.print.worker.PrintWorkerException;
import io.cloudjobs.print.worker.ReconciledTriggers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A worker for held jobs: see docs/many-machines.md. */
final class WorkerSamples {
    private WorkerSamples() {}

    /** The rules of an application. */
    interface Rules {
        boolean allow(PrintJob job);
    }

    static PrintTaskWorker start(PrintJobClient print, DataSource dataSource, String definitionId, Rules rules) {
        PrintTaskWorker worker = PrintTaskWorker.builder(print, dataSource)
                .taskDefinition(definitionId)
                .handler(held -> rules.allow(held.job()) ? Decision.release() : Decision.hold(Duration.ofHours(4)))
                .start();
        return worker;
    }

    static PrintTaskWorker withNotifications(
            PrintJobClient print,
            DataSource dataSource,
            String definitionId,
            PrintTaskHandler handler,
            String clientState) {
        PrintTaskWorker worker = PrintTaskWorker.builder(print, dataSource)
                .taskDefinition(definitionId)
                .handler(handler)
                .subscription("https://print.example/notifications", clientState)
                .listener(event -> System.out.println(event))
                .start();
        return worker;
    }

    static PrintTaskWorker inMemory(PrintJobClient print, String definitionId, PrintTaskHandler handler) {
        PrintTaskWorker worker = PrintTaskWorker.builder(print)
                .taskDefinition(definitionId)
                .handler(handler)
                .start();
        return worker;
    }

    /** Returns the status of the response to a notification. */
    static int receive(PrintTaskWorker worker, String body) {
        try {
            worker.accept(body);
            return 202;
        } catch (IllegalArgumentException e) {
            return 400; // not a notification: the service never sends this
        } catch (PrintWorkerException e) {
            return 503; // the database failed: the service sends the notification again
        }
    }

    /** Prints all jobs of a user where the user has shown the badge. */
    static void badge(PrintTaskWorker worker, String userPrincipalName, String printerId) {
        for (PrintTaskEntry entry : worker.entries()) {
            if (userPrincipalName.equalsIgnoreCase(entry.createdBy())) {
                boolean isHere = entry.job() != null && entry.job().printerId().equals(printerId);
                worker.decide(entry.task(), isHere ? Decision.release() : Decision.redirect(printerId));
            }
        }
    }

    static void givenUp(PrintTaskWorker worker) {
        for (PrintTaskEntry entry : worker.entries()) {
            if (entry.state() == PrintTaskEntry.State.GIVEN_UP) {
                System.out.println(entry); // escaped, with the problem
            }
        }
    }

    static void gauges(PrintTaskWorker worker, Consumer<String> alarm) {
        PrintTaskWorkerStatus status = worker.status();
        Instant lastPollAt = status.lastPollAt();
        if (lastPollAt == null || lastPollAt.isBefore(Instant.now().minus(Duration.ofMinutes(10)))) {
            alarm.accept("no worker reads the list of tasks");
        }
        if (status.count(PrintTaskEntry.State.GIVEN_UP) > 0) {
            alarm.accept("held jobs need a decision");
        }
    }

    static void triggers(PrintTaskWorker worker, PrintJobClient administrator, List<String> printerIds) {
        ReconciledTriggers triggers = worker.reconcile(administrator, printerIds);
        System.out.println(triggers);
    }
}
