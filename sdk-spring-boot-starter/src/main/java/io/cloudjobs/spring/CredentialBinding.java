package io.cloudjobs.spring;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Keeps Boot from printing the value of a credential that it cannot bind. Applies one level above credentials, too. */
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
                    throw problem(name, target);
                }
                return super.onFailure(name, target, context, error);
            }
        };
    }

    private static boolean isOf(String service, ConfigurationPropertyName name) {
        ConfigurationPropertyName credential = ConfigurationPropertyName.of(service + ".credential");
        return credential.equals(name) || credential.isAncestorOf(name);
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
        return new PropertyException(name + " is not a " + type, "Set " + name + " to a " + type + ".");
    }
}
