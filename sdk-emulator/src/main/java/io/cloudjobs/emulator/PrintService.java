package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.Collection;
import java.util.UUID;

/** Universal Print without HTTP: the jobs of printers and shares, and their rules. */
final class PrintService {
    private final PrintTenant tenant;
    private final PrintSubscriptions subscriptions;
    private final String definitionId;

    PrintService(PrintTenant tenant, PrintSubscriptions subscriptions, String definitionId) {
        this.tenant = tenant;
        this.subscriptions = subscriptions;
        this.definitionId = definitionId;
    }

    void addPrinter(String printerId, String shareId) {
        synchronized (tenant) {
            tenant.addPrinter(printerId, shareId);
        }
    }

    void describePrinter(String printerId, ObjectNode changes) {
        synchronized (tenant) {
            PrinterDescription.merge(tenant.printer(printerId).description(), changes);
        }
    }

    void describeShare(String shareId, ObjectNode changes) {
        synchronized (tenant) {
            PrinterDescription.merge(tenant.share(shareId).description(), changes);
        }
    }

    /** Creates a job that a new task holds, without a request. */
    HeldJob holdJob(String printerId, String shareId) {
        synchronized (tenant) {
            EmulatedPrintJob job =
                    tenant.addPrinter(printerId, shareId).addJob(PrintUser.SIGNED_IN);
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
    }

    /** Returns the task definition of the jobs that tests create as held. A pull-print application has one per tenant. */
    String pullPrinting() {
        synchronized (tenant) {
            return pullPrinting(tenant);
        }
    }

    String pullPrinting(PrintTenant of) {
        of.definitionOrNew(definitionId, "Pull printing", "CloudJobs emulator");
        return definitionId;
    }

    /** Creates a job that its user has just started. */
    String submitJob(String shareId, PrintUser user) {
        return addJob(printerOfShare(shareId), user, false);
    }

    /** Creates a job that its user has just started, or that a new task holds. */
    String addJob(String printerId, PrintUser user, boolean isHeld) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).addJob(user);
            job.uploadBlankPage();
            if (isHeld) {
                hold(job, pullPrinting(tenant));
            } else {
                start(job);
            }
            return job.id();
        }
    }

    PrinterDevice device(String printerId) {
        synchronized (tenant) {
            return tenant.printer(printerId).device();
        }
    }

    void upload(String printerId, String jobId) {
        synchronized (tenant) {
            tenant.printer(printerId).job(jobId).uploadBlankPage();
        }
    }

    ArrayNode printers() {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.printers().forEach(printer -> all.add(printer.json()));
            return all;
        }
    }

    ArrayNode shares() {
        synchronized (tenant) {
            return json(tenant.shares());
        }
    }

    ArrayNode sharesOfPrinter(String printerId) {
        synchronized (tenant) {
            return json(tenant.printer(printerId).shares().values());
        }
    }

    private static ArrayNode json(Collection<EmulatedPrinterShare> shares) {
        var all = JsonTrees.array();
        shares.forEach(share -> all.add(share.json()));
        return all;
    }

    ObjectNode printer(String printerId) {
        synchronized (tenant) {
            return tenant.printer(printerId).json();
        }
    }

    /** Returns the id of the printer of a share. */
    String printerOfShare(String shareId) {
        synchronized (tenant) {
            return tenant.share(shareId).printer().id();
        }
    }

    ObjectNode share(String shareId) {
        synchronized (tenant) {
            return tenant.share(shareId).json();
        }
    }

    ObjectNode shareOfPrinter(String printerId, String shareId) {
        synchronized (tenant) {
            return tenant.printer(printerId).share(shareId).json();
        }
    }

    /** Returns the job, and then prints it if its printer has no device, so that a test need not wait. */
    ObjectNode job(String printerId, String jobId) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            ObjectNode json = job.json();
            if (job.state().isAtPrinter() && !job.printer().device().isStarted()) {
                job.state(PrintJobState.PRINTED);
            }
            return json;
        }
    }

    ArrayNode jobs(String printerId) {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.printer(printerId).jobs().forEach(job -> all.add(job.json()));
            return all;
        }
    }

    /** Returns the creator of a job, which never changes. */
    PrintUser creator(String printerId, String jobId) {
        synchronized (tenant) {
            return tenant.printer(printerId).job(jobId).createdBy();
        }
    }

    ObjectNode create(String printerId, PrintUser user, ObjectNode configuration) {
        synchronized (tenant) {
            EmulatedPrinter printer = tenant.printer(printerId);
            tenant.limits().check(tenant, printer, user);
            EmulatedPrintJob job = printer.addJob(user);
            job.configure(configuration);
            return job.withDocuments();
        }
    }

    ObjectNode start(String printerId, String jobId) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            start(job);
            return job.status();
        }
    }

    private void start(EmulatedPrintJob job) {
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

    void cancel(String printerId, String jobId) {
        synchronized (tenant) {
            tenant.printer(printerId).job(jobId).cancel();
        }
    }

    void release(String printerId, String jobId) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            job.checkHeld();
            job.release();
            subscriptions.jobFetchable(job);
        }
    }

    void abort(String printerId, String jobId) {
        synchronized (tenant) {
            tenant.printer(printerId).job(jobId).abort();
        }
    }

    ObjectNode configure(String printerId, String jobId, ObjectNode configuration) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            job.checkHeld();
            job.configure(configuration);
            return job.alone();
        }
    }

    /** Returns the new job on the other printer. It is processing, and no trigger holds it. */
    ObjectNode redirect(String printerId, String jobId, String destinationPrinterId, ObjectNode configuration) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            EmulatedPrinter destination = tenant.printer(destinationPrinterId);
            job.checkHeld();
            EmulatedPrintJob successor = destination.addJob(job.createdBy());
            job.redirect(successor);
            successor.configure(configuration);
            process(successor);
            return successor.alone();
        }
    }
}
