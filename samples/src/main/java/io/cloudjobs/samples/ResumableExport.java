package io.cloudjobs.samples;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/**
 * Exports a list to a file, one line for each item. If the program fails or is killed at any time, the next run continues at
 * the first page that is not in the file. Each item that the service lists is in the file once.
 *
 * <p>After each page, it stores two things together: the token of the next page, and the length of the file. The next run
 * cuts off the rows of a page that was not completed.
 */
final class ResumableExport {
    private static final String END = "end";

    private final Path file;
    private final Path progress;

    /**
     * Creates an export.
     *
     * @param file the file to write; beside it, a file with the ending {@code .progress} has the progress
     */
    ResumableExport(Path file) {
        this.file = file;
        this.progress = file.resolveSibling(file.getFileName() + ".progress");
    }

    /** Exports the list, or the rest of it. Pass the same list to each run. */
    <T> void run(PagedIterable<T> list, Function<? super T, String> line) throws IOException {
        List<String> stored = Files.exists(progress) ? Files.readAllLines(progress) : List.of("0", "");
        long length = Long.parseLong(stored.get(0));
        String token = stored.get(1);
        if (token.equals(END)) {
            return;
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(length).position(length);
            for (ResultPage<T> page : token.isEmpty() ? list.pages() : list.pages(token)) {
                for (T item : page.items()) {
                    write(out, line.apply(item) + "\n");
                }
                out.force(true);
                String next = page.nextPageToken();
                store(out.position() + "\n" + (next == null ? END : next) + "\n");
            }
        }
    }

    private void store(String text) throws IOException {
        Path part = progress.resolveSibling(progress.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, text);
            out.force(true);
        }
        Files.move(part, progress, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(FileChannel out, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
