package io.cloudjobs.spring;

import io.cloudjobs.print.worker.PrintTaskHandler;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/** Matches if there is a handler or a property of the worker. If one of them is missing, the start fails with a message. */
final class OnWorker extends AnyNestedCondition {
    OnWorker() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(PrintTaskHandler.class)
    static final class Handler {}

    @ConditionalOnSet(PrintWorkerAutoConfiguration.PREFIX)
    static final class Properties {}
}
