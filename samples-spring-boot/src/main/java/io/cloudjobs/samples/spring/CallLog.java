package io.cloudjobs.samples.spring;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs each request with its id in the logs of the service. */
@Component
class CallLog implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    @Override
    public void attemptEnded(AttemptEvent event) {
        LOG.info("{}", event); // escaped, unlike requestId() alone
    }
}
