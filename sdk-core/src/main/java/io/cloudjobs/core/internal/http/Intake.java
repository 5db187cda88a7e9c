package io.cloudjobs.core.internal.http;

/**
 * How much comes in on a connection, below TLS, and how much may still come until somebody makes progress: reads content of a
 * response, gets its headers, or sends the next request. OkHttp reads on without a bound for the end of a line, of headers, or of
 * small frames, and keeps what it has read.
 *
 * <p>With HTTP/2 a thread of OkHttp reads ahead of those who read the responses. It waits for them at the bound, so a late one is
 * not taken for a response without content.
 */
final class Intake {
    /** The headers that OkHttp takes: behind more of them it fails by itself. */
    private static final long HEADERS = 256 * 1024;

    /** Half as much again, for TLS and what is read ahead. Not more: OkHttp needs seconds for 100,000 replies to small frames. */
    static final long BOUND = HEADERS / 2 * 3;

    /** What may have been read ahead of the last content: so much of what came beside it does not count. */
    private static final long READ_AHEAD = 64 * 1024;

    /** What HTTP/2 may send ahead of a reader who does something else. */
    private static final long WINDOW = 16 * 1024 * 1024;

    /** What may be on its way when a call gives up its response. */
    private static final long UNDER_WAY = 4 * 1024 * 1024;

    /** So many bytes of ours allow one of the peer: an upload has its window updates. A PING, too, has a reply, about as long. */
    private static final long SENT_PER_BYTE = 16;

    /** The wait for a reader, in looks: after a pause of the whole program only one of them is over. */
    private static final int LOOKS = 20;

    private static final long LOOK_MILLIS = 50;

    private volatile long received; // changed by the one thread that reads the socket
    private volatile long sent; // changed by the one thread that writes to it
    private volatile long limit = BOUND;

    private long sentAtLimit;
    private int calls;
    private int busyReaders;
    private boolean isShared;
    private boolean isWaiting;
    private boolean isClosed;

    /** Whether the bound was passed; then for how many calls. */
    private int endedCalls;

    /** How many bytes have come so far. */
    long received() {
        return received;
    }

    /** Notes what was written. */
    void sent(int bytes) {
        sent += bytes;
    }

    /** Notes what was read from the socket, and says whether it is still within the bound. May wait for those who read content. */
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
            return true; // whoever interrupts OkHttp's thread ends what it does
        } finally {
            isWaiting = false;
        }
    }

    private long allowed() {
        return limit + (sent - sentAtLimit) / SENT_PER_BYTE + busyReaders * WINDOW;
    }

    /**
     * A request goes out.
     *
     * @param isShared whether others may use the connection at the same time
     */
    synchronized void callBegins(boolean isShared) {
        this.isShared = isShared;
        calls++;
        progress();
    }

    /** The headers of a response have come, and somebody may read its content. */
    synchronized void bodyBegins() {
        busyReaders += isShared ? 1 : 0;
        progress();
    }

    /** Somebody waits for content. */
    synchronized void readBegins() {
        busyReaders -= isShared ? 1 : 0;
        wake();
    }

    /**
     * The wait for content is over.
     *
     * @param isContent whether some has come
     */
    synchronized void readEnds(boolean isContent) {
        busyReaders += isShared ? 1 : 0;
        if (isContent) {
            progress();
        }
    }

    /** Nobody will read more of a response. */
    synchronized void bodyEnds(boolean isRead) {
        busyReaders -= isShared ? 1 : 0;
        callEnds(isRead);
    }

    /** A call needs the connection no longer; if it gave up its response, more of that may come. */
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

    /** The socket is closed. */
    synchronized void closes() {
        isClosed = true;
        wake();
    }

    /** Whether a call that failed had more beside its content than there can be. */
    synchronized boolean isEndless() {
        return endedCalls > 0 || !isShared && received - (limit - BOUND) >= HEADERS - READ_AHEAD;
    }

    /** Whether it may have been the response to another call. */
    synchronized boolean mayBeOfOthers() {
        return endedCalls > 1;
    }
}
