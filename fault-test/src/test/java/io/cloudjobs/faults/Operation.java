package io.cloudjobs.faults;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;

/** One operation of each kind: idempotent with a result, not idempotent, and idempotent without a result. */
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

    /** Runs the operation once, with a new client on the connections of the OkHttp client in the settings. */
    abstract void run(ClientSettings settings);

    /** Returns the response of a working service over HTTP/1.1. */
    String answer() {
        String length = status == 204 ? "" : "Content-Length: " + body.length() + "\r\n";
        return "HTTP/1.1 " + status + " OK\r\n" + length + "\r\n" + body;
    }
}
