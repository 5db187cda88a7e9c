package io.cloudjobs.faults;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;

/** One operation of each kind: one that may be repeated and has a result, one that may not, one that may and has none. */
enum Operation {
    GET("printJob.get", 200, "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}") {
        @Override
        void run(ClientSettings settings) {
            PrintJobClient print = PrintClients.builder(settings).build();
            print.printer("c05f3726").job("5182").get();
        }
    },
    ABORT("printJob.abort", 204, "") {
        @Override
        void run(ClientSettings settings) {
            PrintJobClient print = PrintClients.builder(settings).build();
            print.printer("c05f3726").job("5182").abort("recalled by its owner");
        }
    },
    CANCEL("job.cancel", 200, "{}") {
        @Override
        void run(ClientSettings settings) {
            GesJobClient ges = GesClients.builder(settings).projectId("0ae1").build();
            ges.graph("movie").job("4448c9fb").cancel();
        }
    };

    final String title;
    final int status;
    final String body;

    Operation(String title, int status, String body) {
        this.title = title;
        this.status = status;
        this.body = body;
    }

    /** Does it once, with a client of its own on the connections of the settings' OkHttp client. */
    abstract void run(ClientSettings settings);

    /** The answer of a service that works, over HTTP/1.1. */
    String answer() {
        String length = status == 204 ? "" : "Content-Length: " + body.length() + "\r\n";
        return "HTTP/1.1 " + status + " OK\r\n" + length + "\r\n" + body;
    }
}
