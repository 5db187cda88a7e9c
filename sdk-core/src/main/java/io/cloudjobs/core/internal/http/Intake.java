package io.cloudjobs.core.internal.http;

/**
 * Counts the bytes that arrive on a connection, below TLS, and limits how many may arrive without progress. Progress
 * is: a call reads content of a response, receives its headers, or sends the next request. OkHttp reads lines, headers
 * and small frames without a limit, and keeps them in memory.
 *
 * <p>With HTTP/2 a thread of OkHttp reads ahead of the calls that read the responses. At the limit it waits for them,
 * so a slow reader does not look like a response without content.
 */
final class Intake {
    /** OkHttp's own limit for headers, at which it fails. */
    private static final long HEADERS = 256 * 1024;

    /**
     * Half more than that, for TLS and read-ahead. A higher limit would be too slow, because OkHttp needs seconds for
     * 100,000 replies to small frames.
     */
    static final long BOUND = HEADERS / 2 * 3;

    /** The bytes that may have been read ahead of the last content. They do not count as data outside the content. */
    private static final long READ_AHEAD = 64 * 1024;

    /** The bytes that HTTP/2 may send ahead of a busy reader. */
    private static final long WINDOW = 16 * 1024 * 1024;

    /** The bytes that may be in transit when a call abandons its response. */
    private static final long UNDER_WAY = 4 * 1024 * 1024;

    /**
     * The number of sent bytes that allow one received byte: an upload causes window updates, and a PING a reply of its
     * own size.
     */
    private static final long SENT_PER_BYTE = 16;

    /** The wait for a reader, as a number of checks. A pause of the whole program uses up only one of them. */
    private static final int LOOKS = 20;

    private static final long LOOK_MILLIS = 50;

    private volatile long received; // written only by the thread that reads the socket
    private volatile long sent; // written only by the thread that writes to the socket
    private volatile long limit = BOUND;

    private long sentAtLimit;
    private int calls;
    private int busyReaders;
    private boolean isShared;
    private boolean isWaiting;
    private boolean isClosed;

    /** The number of calls that the exceeded limit affects; 0 while the limit is not exceeded. */
    private int endedCalls;

    /** Returns the number of received bytes. */
    long received() {
        return received;
    }

    /** Counts written bytes. */
    void sent(int bytes) {
        sent += bytes;
    }

    /**
     * Counts received bytes and returns whether they are still within the limit. May wait for calls that read content.
     */
    boolean isWithinBound(int bytes) {
        received += bytes;
        return received <= limit || isWithinBoundSoon();
    }

    private synchronized boolean isWithinBoundSoon() {
        isWaiting = true;
        try {
            for (int look = 0; received > allowed() && !isClosed; look++) {
                if (!isShared || calls == 0 || look == LOOKS) {
                    endedCalls = Math.max(1, calls);
                    return false;
                }
                wait(LOOK_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // an interrupt ends the work of OkHttp's thread
        } finally {
            isWaiting = false;
        }
    }

    private long allowed() {
        return limit + (sent - sentAtLimit) / SENT_PER_BYTE + busyReaders * WINDOW;
    }

    /**
     * Notes that a request is about to be sent.
     *
     * @param isShared whether other calls may use the connection at the same time
     */
    synchronized void callBegins(boolean isShared) {
        this.isShared = isShared;
        calls++;
        progress();
    }

    /** Notes that the headers of a response have arrived and its content can be read. */
    synchronized void bodyBegins() {
        busyReaders += isShared ? 1 : 0;
        progress();
    }

    /** Notes that a call waits for content. */
    synchronized void readBegins() {
        busyReaders -= isShared ? 1 : 0;
        wake();
    }

    /**
     * Notes that the wait for content is over.
     *
     * @param isContent whether content has arrived
     */
    synchronized void readEnds(boolean isContent) {
        busyReaders += isShared ? 1 : 0;
        if (isContent) {
            progress();
        }
    }

    /** Notes that no call will read more of a response. */
    synchronized void bodyEnds(boolean isRead) {
        busyReaders -= isShared ? 1 : 0;
        callEnds(isRead);
    }

    /**
     * Notes that a call no longer needs the connection. If it abandoned its response, the rest of it may still arrive.
     */
    synchronized void callEnds(boolean isRead) {
        calls--;
        if (isShared && !isRead) {
            limit = Math.max(limit, received + UNDER_WAY);
        }
        wake();
    }

    private void progress() {
        sentAtLimit = sent;
        limit = Math.max(limit, received + BOUND);
        wake();
    }

    private void wake() {
        if (isWaiting) {
            notifyAll();
        }
    }

    /** Notes that the socket is closed. */
    synchronized void closes() {
        isClosed = true;
        wake();
    }

    /** Returns whether a failed call received more data outside its content than any valid response has. */
    synchronized boolean isEndless() {
        return endedCalls > 0 || !isShared && received - (limit - BOUND) >= HEADERS - READ_AHEAD;
    }

    /** Returns whether the data may have been the response to another call. */
    synchronized boolean mayBeOfOthers() {
        return endedCalls > 1;
    }
}
