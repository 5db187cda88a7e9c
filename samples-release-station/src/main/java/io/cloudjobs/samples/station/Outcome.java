package io.cloudjobs.samples.station;

/** The words in which a user reads what happened to a job. */
enum Outcome {
    RELEASED("released"),
    DELETED("deleted"),
    ALREADY_PRINTED("already printed"),
    PRINTED_ELSEWHERE("already printed elsewhere"),
    ALREADY_DELETED("already deleted"),
    CANCELLED("already cancelled"),
    GONE("no longer there"),
    IN_PROGRESS("in progress"),
    NOT_SURE("not sure yet"),
    WAITS_FOR_SERVICE("not done yet. The print service does not respond. The job is kept, and the station tries again"),
    NOT_DONE("not done, see the list");

    final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** Returns whether the job has ended, so that the outcome does not change any more. */
    boolean isFinal() {
        return compareTo(IN_PROGRESS) < 0;
    }
}
