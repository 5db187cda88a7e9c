package io.cloudjobs.spring;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Keeps Boot from printing the value of a credential that it cannot bind. Also applies one level above credentials. If Boot
 * cannot bind any property because of an unresolved placeholder, the message names the variable.
 */
final class CredentialBinding implements ConfigurationPropertiesBindHandlerAdvisor {
    @Override
    public BindHandler apply(BindHandler others) {
        return new AbstractBindHandler(others) {
            @Override
            public Object onFailure(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
                    throws Exception {
                // A BindException is about a property below this one and was handled there.
                boolean isCause = !(error instanceof BindException);
                if (isCause && (isOf("cloudjobs.print", name) || isOf("cloudjobs.ges", name))) {
                    boolean isCredential =
                            isOf("cloudjobs.print.credential", name) || isOf("cloudjobs.ges.credential", name);
                    if (error instanceof ConversionFailedException failed && failed.getValue() != null) {
                        Placeholders.check(name.toString(), failed.getValue(), isCredential);
                    }
                    if (isCredential) {
                        throw problem(name, target);
                    }
                }
                return super.onFailure(name, target, context, error);
            }
        };
    }

    private static boolean isOf(String prefix, ConfigurationPropertyName name) {
        ConfigurationPropertyName group = ConfigurationPropertyName.of(prefix);
        return group.equals(name) || group.isAncestorOf(name);
    }

    private static PropertyException problem(ConfigurationPropertyName name, Bindable<?> target) {
        if (target.getType().toClass().isRecord()) {
            String secret = name.toString().startsWith("cloudjobs.print")
                    ? "print.credential.client-secret"
                    : "ges.credential.password";
            return new PropertyException(
                    name + " has a value, but is only the prefix of other properties",
                    "Remove the value and set a property below it, such as cloudjobs." + secret + ".");
        }
        String type = target.getType().toClass().getSimpleName();
        return new PropertyException(name + " is not a " + type, "Set " + name + " to true or false.");
    }
}
