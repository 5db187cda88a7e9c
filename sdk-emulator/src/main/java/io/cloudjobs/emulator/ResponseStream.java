package io.cloudjobs.emulator;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/** The body of a response: counts it and keeps its beginning for the log. Can be slow, by the clock of the emulator. */
final class ResponseStream extends FilterOutputStream {
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final int bytesPerSecond;
    private final EmulatorClock clock;
    private final long resets;
    private final Instant start;
    private long size;

    /** Sends ten portions per second, or all at once if the speed is 0. */
    ResponseStream(OutputStream out, int bytesPerSecond, EmulatorClock clock, long resets) {
        super(out);
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.resets = resets;
        start = clock.now();
    }

    byte[] first() {
        return first.toByteArray();
    }

    long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int portion = bytesPerSecond == 0 ? length : Math.max(1, bytesPerSecond / 10);
        for (int done = 0; done < length; ) {
            int next = Math.min(portion, length - done);
            if (bytesPerSecond > 0) {
                await();
            }
            out.write(bytes, offset + done, next);
            if (bytesPerSecond > 0) {
                out.flush();
            }
            first.write(bytes, offset + done, Math.min(next, EmulatedRequest.LONGEST_BODY - first.size()));
            done += next;
            size += next;
        }
    }

    private void await() throws IOException {
        long nanos = size % bytesPerSecond * 1_000_000_000L / bytesPerSecond;
        try {
            clock.await(start, Duration.ofSeconds(size / bytesPerSecond, nanos), resets);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the emulator is closed");
        }
    }
}
