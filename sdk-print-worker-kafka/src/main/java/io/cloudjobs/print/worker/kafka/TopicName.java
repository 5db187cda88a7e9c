package io.cloudjobs.print.worker.kafka;

import java.util.Objects;

/** Checks the name of a topic, because a consumer of a name that cannot exist would fail again and again. */
final class TopicName {
    private static final int LONGEST = 249;

    private TopicName() {}

    static String checked(String topic) {
        Objects.requireNonNull(topic, "topic");
        if (topic.isEmpty()
                || topic.length() > LONGEST
                || topic.equals(".")
                || topic.equals("..")
                || !topic.chars().allMatch(TopicName::isAllowed)) {
            throw new IllegalArgumentException(
                    "topic must have 1 to " + LONGEST + " letters, digits, dots, hyphens and underscores");
        }
        return topic;
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }
}
