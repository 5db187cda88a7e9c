package io.cloudjobs.faults;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;

/** A program with little memory: it reads one long response, and prints a summary. */
final class LongAnswerReader {
    private LongAnswerReader() {}

    /** Takes an endpoint as argument. */
    public static void main(String[] args) {
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(args[0])
                .tokenProvider(TokenProvider.of("token"))
                .build()) {
            PrintJob job = print.printer("c05f3726").job("5182").get(DOCUMENTS);
            System.out.println(job.documents().size() + " documents, text "
                    + job.json().length() + " " + job.json().hashCode());
        }
    }
}
