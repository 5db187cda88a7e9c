package io.cloudjobs.ges;

/**
 * The value that an algorithm found for a vertex.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface VertexValue {
    /**
     * The vertex.
     *
     * @return its id
     */
    String vertexId();

    /**
     * The value, whatever it is: the name of a community, for example.
     *
     * @return the text, or the JSON of what is no text
     */
    String value();

    /**
     * The value as a number, such as a rank.
     *
     * @return the number; {@code NaN} when it is none
     */
    double number();
}
