package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** The print jobs of Microsoft Graph over HTTP, and the printers and shares that they are on. */
final class PrintJobApi {
    private static final String PRINTER = "/print/printers/{printerId}";
    private static final String JOB = PRINTER + "/jobs/{jobId}";
    private static final String SHARE = "/print/shares/{shareId}";
    private static final String DESTINATION = "destinationPrinterId";

    private final GraphAnswers answers;
    private final PrintService service;

    PrintJobApi(GraphRouter router, GraphAnswers answers, PrintService service) {
        this.answers = answers;
        this.service = service;

        router.either("GET", PRINTER, this::printer);
        router.either("GET", PRINTER + "/jobs", this::jobs);
        router.user("POST", PRINTER + "/jobs", this::create);
        router.either("GET", JOB, this::job);
        router.application("PATCH", JOB, this::configure);
        router.user("POST", JOB + "/cancel", this::cancel);
        router.application("POST", JOB + "/abort", this::abort);
        router.application("POST", JOB + "/redirect", this::redirect);
        router.user("GET", SHARE, this::share);
        router.either("GET", SHARE + "/printer", this::printerOfShare);
        router.either("GET", SHARE + "/jobs", this::jobsOfShare);
        router.user("POST", SHARE + "/jobs", this::createOnShare);
        router.either("GET", SHARE + "/jobs/{jobId}", this::jobOfShare);
        router.user("POST", SHARE + "/jobs/{jobId}/start", this::start);
    }

    private Answer printer(Request request) {
        var printer = service.printer(request.path("printerId"));
        return answers.found("print/printers/$entity", PrinterView.printer(request, printer));
    }

    private Answer share(Request request) {
        String shareId = request.path("shareId");
        var share = service.share(shareId);
        return answers.found(
                "print/shares/$entity", PrinterView.share(request, share, () -> service.printerOfShare(shareId)));
    }

    private Answer printerOfShare(Request request) {
        var printer = service.printerOfShare(request.path("shareId"));
        return answers.found("print/printers/$entity", PrinterView.printer(request, printer));
    }

    private Answer jobs(Request request) {
        var jobs = service.jobs(request.path("printerId"), JobQuery.of(request));
        return answers.page(request, onPrinter(request), jobs);
    }

    private Answer jobsOfShare(Request request) {
        var jobs = service.jobsOfShare(request.path("shareId"), JobQuery.of(request));
        return answers.page(request, onShare(request), jobs);
    }

    private Answer job(Request request) {
        var job = service.job(request.path("printerId"), request.path("jobId"), JobQuery.expand(request));
        return answers.found(onPrinter(request) + "/$entity", job);
    }

    private Answer jobOfShare(Request request) {
        var job = service.jobOfShare(request.path("shareId"), request.path("jobId"), JobQuery.expand(request));
        return answers.found(onShare(request) + "/$entity", job);
    }

    private Answer create(Request request) throws IOException {
        var job = service.create(request.path("printerId"), JobConfiguration.of(request.json(), Set.of()));
        return answers.created(onPrinter(request) + "/$entity", job);
    }

    private Answer createOnShare(Request request) throws IOException {
        var job = service.createOnShare(request.path("shareId"), JobConfiguration.of(request.json(), Set.of()));
        return answers.created(onShare(request) + "/$entity", job);
    }

    private Answer start(Request request) {
        return Answer.json(200, GraphAnswers.JSON, service.start(request.path("shareId"), request.path("jobId")));
    }

    private Answer cancel(Request request) {
        service.cancel(request.path("printerId"), request.path("jobId"));
        return Answer.empty(204);
    }

    private Answer abort(Request request) throws IOException {
        // Where the reason shows up is not documented, so it is read and forgotten.
        Members.text(request.json(), "reason");
        service.abort(request.path("printerId"), request.path("jobId"));
        return Answer.empty(204);
    }

    private Answer redirect(Request request) throws IOException {
        ObjectNode body = request.json();
        var configuration = JobConfiguration.of(body, Set.of(DESTINATION));
        String destination = Members.requiredText(body, DESTINATION);
        var job = service.redirect(request.path("printerId"), request.path("jobId"), destination, configuration);
        return answers.found("print/printers('" + destination + "')/jobs/$entity", job);
    }

    private Answer configure(Request request) throws IOException {
        var configuration = JobConfiguration.of(request.json(), Set.of());
        var job = service.configure(request.path("printerId"), request.path("jobId"), configuration);
        return answers.found(onPrinter(request) + "/$entity", job);
    }

    private static String onPrinter(Request request) {
        return "print/printers('" + request.path("printerId") + "')/jobs";
    }

    private static String onShare(Request request) {
        return "print/shares('" + request.path("shareId") + "')/jobs";
    }
}
