package io.cloudjobs.emulator.app;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives one browser to all test classes, because its start is slow. They need {@code @ResourceLock(SharedBrowser.LOCK)}. The end
 * of all tests closes it.
 */
final class SharedBrowser implements BeforeAllCallback, ParameterResolver {
    static final String LOCK = "browser";

    /** Starts the browser here, because a class is skipped here if there is none. */
    @Override
    public void beforeAll(ExtensionContext context) {
        browser(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PageBrowser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static PageBrowser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBrowser.class))
                .computeIfAbsent(PageBrowser.class, key -> new PageBrowser(), PageBrowser.class);
    }
}
