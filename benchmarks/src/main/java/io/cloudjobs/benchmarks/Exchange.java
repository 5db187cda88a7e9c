package io.cloudjobs.benchmarks;

/** A call with its request and its response, which are the same for all clients. */
enum Exchange {
    GET("GET", Paths.JOB, null, 200, "printjob-get.json"),
    GET_TASKS("GET", Paths.JOB + "?$expand=tasks", null, 200, "printjob-get-expand-tasks.json"),
    GET_DOCUMENTS("GET", Paths.JOB + "?$expand=documents", null, 200, "printjob-get-expand-documents.json"),
    ABORT("POST", Paths.JOB + "/abort", "{\"reason\":\"recalled by its owner\"}", 204, null),
    UPDATE_TASK(
            "PATCH",
            "/print/taskDefinitions/" + Paths.DEFINITION_ID + "/tasks/" + Paths.TASK_ID,
            "{\"status\":{\"state\":\"completed\",\"description\":\"released at the device\"}}",
            200,
            "printtask-update.json"),
    CANCEL(
            "DELETE",
            "/ges/v1.0/" + Paths.PROJECT_ID + "/graphs/movie/jobs/" + Paths.GRAPH_JOB_ID,
            null,
            200,
            Bodies.EMPTY_OBJECT),
    /** 429 first, and then the same as {@link #GET}. The replacement of the star separates threads. */
    THROTTLED("GET", "/print/printers/throttled-*/jobs/5182", null, 200, "printjob-get.json"),
    NOT_FOUND("GET", "/print/shares/" + Paths.SHARE_ID + "/jobs/5182", null, 404, "error-404-share-not-found.json"),
    GET_1_KB("GET", "/print/printers/1kB/jobs/5182?$expand=documents", null, 200, Bodies.JOB_OF + "1000"),
    GET_100_KB("GET", "/print/printers/100kB/jobs/5182?$expand=documents", null, 200, Bodies.JOB_OF + "100000"),
    GET_10_MB("GET", "/print/printers/10MB/jobs/5182?$expand=documents", null, 200, Bodies.JOB_OF + "10000000");

    final String method;
    final String path;
    final String requestBody;
    final int status;
    final String responseBody;

    Exchange(String method, String path, String requestBody, int status, String responseBody) {
        this.method = method;
        this.path = path;
        this.requestBody = requestBody;
        this.status = status;
        this.responseBody = responseBody;
    }

    boolean isOfGraphs() {
        return path.startsWith("/ges/");
    }

    /** Paths with ids of a realistic length. */
    static final class Paths {
        static final String PRINTER_ID = "c05f3726-0d4b-4aa1-8fe9-2eb981bb26fb";
        static final String SHARE_ID = "f37141d9-0afb-484f-96d3-0ef0a679e6c1";
        static final String DEFINITION_ID = "92d72a3d-cad7-4809-8924-556833e88379";
        static final String TASK_ID = "d036638b-1272-4bba-9227-732463823ed3";
        static final String PROJECT_ID = "0ae1f4b9c57842a3ae6f0a2c7d8e9b10";
        static final String GRAPH_JOB_ID = "4448c9fb-0b16-4a78-8d89-2a137c53454a001679122";
        static final String JOB = "/print/printers/" + PRINTER_ID + "/jobs/5182";

        private Paths() {}
    }
}
