package io.cloudjobs.emulator.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of the page. Only these paths have a file, so no path can leave their directory. */
final class PageFiles {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final List<String> SCRIPTS = List.of(
            "api.js",
            "clock.js",
            "connect.js",
            "dom.js",
            "emulator.js",
            "faults.js",
            "graphs.js",
            "jobs.js",
            "printers.js",
            "requests.js",
            "settings.js",
            "subscriptions.js");

    /** Paths with their files and types. */
    private static final Map<String, Map.Entry<String, String>> FILES = files();

    private PageFiles() {}

    private static Map<String, Map.Entry<String, String>> files() {
        var files = new HashMap<String, Map.Entry<String, String>>();
        files.put("/", Map.entry("index.html", "text/html; charset=utf-8"));
        files.put("/emulator.css", Map.entry("emulator.css", "text/css; charset=utf-8"));
        for (String icon :
                List.of("/icon.svg", "/favicon.ico")) { // a browser asks for the second one beside a document
            files.put(icon, Map.entry("icon.svg", "image/svg+xml"));
        }
        SCRIPTS.forEach(script -> files.put("/" + script, Map.entry(script, "text/javascript; charset=utf-8")));
        return Map.copyOf(files);
    }

    /** Returns the response to a GET of this path. */
    static Reply at(String path, String method) {
        Map.Entry<String, String> file = FILES.get(path);
        if (file == null) {
            throw new Problem(
                    404,
                    "The page has no such file. Open / for the page, or use the API below " + ControlRouter.ROOT
                            + "/.");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Problem(405, "The path has the methods GET, HEAD.").with("Allow", "GET, HEAD");
        }
        return Reply.of(200, file.getValue(), Resources.read("page/" + file.getKey()))
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
