package io.cloudjobs.emulator.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sends a limited number of bytes per second, in ten portions per second. */
public final class PacedOutput extends FilterOutputStream {
    /** Waits until this much time has passed since the response began. */
    public interface Pause {
        void until(Duration sinceBegin) throws InterruptedException;
    }

    private final int bytesPerSecond;
    private final Pause pause;
    private long sent;

    public PacedOutput(OutputStream out, int bytesPerSecond, Pause pause) {
        super(out);
        this.bytesPerSecond = bytesPerSecond;
        this.pause = pause;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int portion = Math.max(1, bytesPerSecond / 10);
        for (int done = 0; done < length; ) {
            await();
            int next = Math.min(portion, length - done);
            out.write(bytes, offset + done, next);
            out.flush();
            done += next;
            sent += next;
        }
    }

    private void await() throws IOException {
        long seconds = sent / bytesPerSecond;
        long nanos = sent % bytesPerSecond * 1_000_000_000L / bytesPerSecond;
        try {
            pause.until(Duration.ofSeconds(seconds, nanos));
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the emulator is closed");
        }
    }
}
