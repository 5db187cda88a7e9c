package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.nio.file.Path;

/** The text that the program prints when it is ready: all that a client needs. */
final class StartText {
    /** The last line. Scripts can wait for it. */
    static final String READY = "The emulator is ready. To stop it, press Ctrl+C.";

    private final StringBuilder text = new StringBuilder();

    private StartText() {}

    static String of(RunningEmulator running) {
        var text = new StartText();
        CloudJobsEmulator emulator = running.emulator();
        text.heading("CloudJobs emulator " + ProgramVersion.text());
        text.row("page", running.page() + "/");
        text.row("control API", running.page() + "/_cloudjobs/");

        text.heading("Universal Print");
        var print = emulator.print();
        text.row("endpoint", print.endpoint());
        text.row("user", print.userPrincipalName());
        text.row("user password", emulator.entra().userPassword());
        text.row("user token", print.userToken());
        text.row("printer id", print.printerId());
        text.row("share id", print.shareId());

        text.heading("Microsoft Entra ID");
        var entra = emulator.entra();
        text.row("authority", entra.endpoint());
        text.row("tenant id", entra.tenantId());
        text.row("client id", entra.clientId());
        text.row("client secret", entra.clientSecret());

        text.heading("Graph Engine Service");
        var ges = emulator.ges();
        text.row("endpoint", ges.endpoint());
        text.row("project id", ges.projectId());

        text.heading("Huawei Cloud IAM");
        var iam = emulator.iam();
        text.row("endpoint", iam.endpoint());
        text.row("domain", iam.domainName());
        text.row("user", iam.userName());
        text.row("password", iam.password());
        text.row("project", iam.projectName());

        Path certificate = running.certificate();
        if (certificate != null) {
            text.heading("Certificate");
            text.row("file", certificate.toString());
            text.line("  Clients must trust this file. Node.js: set NODE_EXTRA_CA_CERTS to it. Python: SSL_CERT_FILE,");
            text.line("  or REQUESTS_CA_BUNDLE for requests. Go and .NET on Linux: SSL_CERT_FILE.");
            text.line("  Java: import it with keytool -importcert.");
        }

        text.heading("Try it");
        new CurlCommands(emulator, certificate).all(running.page()).forEach(command -> text.line("  " + command));
        text.line("");
        text.line(READY);
        return text.text.toString();
    }

    private void heading(String title) {
        if (!text.isEmpty()) {
            line("");
        }
        line(title);
    }

    private void row(String name, String value) {
        line("  " + name + " ".repeat(Math.max(1, 15 - name.length())) + value);
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
