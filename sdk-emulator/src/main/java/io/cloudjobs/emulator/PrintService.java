package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** The operations of Universal Print that subscriptions notify of. Callers hold the lock of the {@link PrintTenant}. */
final class PrintService {
    private final PrintTenant tenant;
    private final PrintSubscriptions subscriptions;
    private final String definitionId;

    PrintService(PrintTenant tenant, PrintSubscriptions subscriptions, String definitionId) {
        this.tenant = tenant;
        this.subscriptions = subscriptions;
        this.definitionId = definitionId;
    }

    /** Creates a job that a new task holds, without a request. */
    HeldJob holdJob(String printerId, String shareId) {
        EmulatedPrintJob job = tenant.addPrinter(printerId, shareId).addJob(PrintUser.SIGNED_IN);
        job.uploadBlankPage();
        EmulatedPrintTask task = hold(job, pullPrinting(tenant));
        return new HeldJob(
                printerId,
                shareId,
                job.id(),
                definitionId,
                task.id(),
                job.document().path("id").textValue());
    }

    /** Returns the task definition of the jobs that tests create as held. A pull-print application has one per tenant. */
    String pullPrinting(PrintTenant of) {
        of.definitionOrNew(definitionId, "Pull printing", "CloudJobs emulator");
        return definitionId;
    }

    /** Creates a job that its user has just started, or that a new task holds. */
    String addJob(EmulatedPrinter printer, PrintUser user, boolean isHeld) {
        EmulatedPrintJob job = printer.addJob(user);
        job.uploadBlankPage();
        if (isHeld) {
            hold(job, pullPrinting(tenant));
        } else {
            start(job);
        }
        return job.id();
    }

    void start(EmulatedPrintJob job) {
        job.checkStartable();
        ObjectNode trigger = job.printer().trigger();
        if (trigger == null) {
            process(job);
        } else {
            hold(job, trigger.path(PrintTenant.DEFINITION).textValue());
        }
    }

    private EmulatedPrintTask hold(EmulatedPrintJob job, String taskDefinitionId) {
        EmulatedPrintTask task = tenant.addTask(UUID.randomUUID().toString(), job, taskDefinitionId);
        subscriptions.taskCreated(task);
        return task;
    }

    private void process(EmulatedPrintJob job) {
        job.becomeFetchable(PrintJobState.PROCESSING);
        subscriptions.jobFetchable(job);
    }

    /** Completes the task that holds the job. */
    void release(EmulatedPrintJob job) {
        job.release();
        subscriptions.jobFetchable(job);
    }

    /** Returns the new job on the other printer. It is processing, and no trigger holds it. */
    EmulatedPrintJob redirect(EmulatedPrintJob job, String destinationPrinterId, ObjectNode configuration) {
        EmulatedPrinter destination = tenant.printer(destinationPrinterId);
        job.checkHeld();
        EmulatedPrintJob successor = destination.addJob(job.createdBy());
        job.redirect(successor);
        successor.configure(configuration);
        process(successor);
        return successor;
    }
}
