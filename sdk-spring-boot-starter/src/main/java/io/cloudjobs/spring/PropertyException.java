package io.cloudjobs.spring;

/** An invalid property. The message has its name, but not its value, which may be a secret. */
final class PropertyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    PropertyException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
