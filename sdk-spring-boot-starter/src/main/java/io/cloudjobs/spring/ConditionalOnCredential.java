package io.cloudjobs.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches when a property is set that says what to get tokens with, whichever it is. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnCredential.class)
@interface ConditionalOnCredential {
    /** What the names of these properties begin with. */
    String value();
}
