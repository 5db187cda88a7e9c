package io.cloudjobs.core.internal;

/**
 * Converts the cursors of one list to text, for page tokens.
 *
 * @param <C> the type of the cursors
 */
public interface CursorFormat<C> {
    /** Identifies the list in all processes: the operation, the path, and the arguments. */
    String list();

    /**
     * Returns the text of a cursor.
     *
     * @throws io.cloudjobs.core.InvalidResponseException if the cursor is not a page of this list
     */
    String format(C cursor);

    /**
     * Reads a text that may be forged.
     *
     * @return a cursor of this list
     * @throws IllegalArgumentException if it is not the text of a cursor of this list
     */
    C parse(String text);
}
