package io.cloudjobs.samples.spring;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs every request, with the id under which the service knows it. */
@Component
class CallLog implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    @Override
    public void attemptEnded(AttemptEvent event) {
        LOG.info("{}", event); // escaped: requestId() alone is raw text of the service
    }
}
