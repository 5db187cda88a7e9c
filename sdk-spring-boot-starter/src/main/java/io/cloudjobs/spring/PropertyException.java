package io.cloudjobs.spring;

/** A property that nothing can be made of, by its name. The value is not here: it may be a secret. */
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
