package io.cloudjobs.testkit;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Sends the same response to every request. */
public final class CannedAnswer extends Dispatcher {
    private volatile MockResponse answer;

    /** Starts with this response. */
    public CannedAnswer(MockResponse answer) {
        this.answer = answer;
    }

    /** Sets the response from now on. */
    public void set(MockResponse answer) {
        this.answer = answer;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return answer;
    }

    @Override
    public MockResponse peek() {
        return answer;
    }
}
