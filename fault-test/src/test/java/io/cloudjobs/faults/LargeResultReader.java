package io.cloudjobs.faults;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesVertex;

/** A program with little memory: it reads the result of a job row by row, and prints a summary. */
final class LargeResultReader {
    private LargeResultReader() {}

    /** Takes an endpoint as argument. */
    public static void main(String[] args) {
        long rows = 0;
        long sum = 0;
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint(args[0])
                .projectId("0ae1")
                .tokenProvider(TokenProvider.of("token"))
                .build()) {
            for (GesVertex vertex : ges.graph("movie").job("j1").results().vertices()) {
                if (!vertex.id().equals("v" + rows)) {
                    throw new AssertionError("row " + rows + " is " + vertex);
                }
                rows++;
                sum += (Long) vertex.properties().get("number").get(0);
            }
        }
        System.out.println(rows + " rows, sum " + sum);
    }
}
