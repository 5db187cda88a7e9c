package io.cloudjobs.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches if a property, or any property below it, is set. A placeholder need not resolve: binding the property reports it. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnSet.class)
@interface ConditionalOnSet {
    /** The name of the property, or the prefix of several. */
    String value();
}
