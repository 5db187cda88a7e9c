package io.cloudjobs.spring;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The condition of {@link ConditionalOnSet}. */
final class OnSet extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String prefix = metadata.getAnnotations().get(ConditionalOnSet.class).getString("value");
        Binder binder = Binder.get(context.getEnvironment());
        // Also finds a value one level too high, so that binding the properties fails with a message.
        boolean isSet = binder.bind(prefix, Bindable.of(String.class)).isBound()
                || binder.bind(prefix, Bindable.mapOf(String.class, String.class))
                        .isBound();
        return new ConditionOutcome(isSet, (isSet ? "found" : "did not find") + " a property at or below " + prefix);
    }
}
