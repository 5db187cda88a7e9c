package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands to copy into a shell, one for each service. */
final class CurlCommands {
    /** The graph that the commands add if there is none. */
    private static final String GRAPH = "movies";

    /** A text without a character that a shell changes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._:@%+,=-]+");

    private final CloudJobsEmulator emulator;
    private final String curl;

    CurlCommands(CloudJobsEmulator emulator, @Nullable Path certificate) {
        this.emulator = emulator;
        curl = certificate == null ? "curl -s " : "curl -s --cacert " + quoted(certificate.toString()) + " ";
    }

    List<String> all(String page) {
        List<String> commands =
                new ArrayList<>(List.of(curl + page + "/_cloudjobs/health", entraToken(), printers(), iamToken()));
        String graph = StateJson.of(emulator).graph();
        if (graph == null) {
            commands.add(curl + "-H Content-Type:application/json -d "
                    + quoted("{\"ges\":{\"graphs\":[{\"name\":\"" + GRAPH + "\"}]}}") + " " + page
                    + "/_cloudjobs/state");
        }
        commands.add(graphJobs(graph == null ? GRAPH : graph));
        return commands;
    }

    private String entraToken() {
        var entra = emulator.entra();
        return curl + "-d grant_type=client_credentials -d client_id=" + entra.clientId() + " -d client_secret="
                + entra.clientSecret() + " -d scope=https://graph.microsoft.com/.default " + entra.endpoint() + "/"
                + entra.tenantId() + "/oauth2/v2.0/token";
    }

    private String printers() {
        var print = emulator.print();
        return curl + "--oauth2-bearer " + print.userToken() + " " + print.endpoint() + "/print/printers";
    }

    /** IAM returns its token in a header, so {@code -i} shows the headers. */
    private String iamToken() {
        var iam = emulator.iam();
        String user = "{\"name\":\"" + iam.userName() + "\",\"password\":\"" + iam.password()
                + "\",\"domain\":{\"name\":\"" + iam.domainName() + "\"}}";
        return curl + "-i -H Content-Type:application/json -d "
                + quoted("{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":" + user
                        + "}},\"scope\":{\"project\":{\"name\":\"" + iam.projectName() + "\"}}}}")
                + " " + iam.endpoint() + "/v3/auth/tokens";
    }

    private String graphJobs(String graph) {
        var ges = emulator.ges();
        return curl + "-H X-Auth-Token:" + ges.token() + " " + ges.endpoint() + "/ges/v1.0/" + ges.projectId()
                + "/graphs/" + URLEncoder.encode(graph, StandardCharsets.UTF_8).replace("+", "%20") + "/jobs/status";
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
