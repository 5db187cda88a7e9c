package io.cloudjobs.ges;

/**
 * The value that an algorithm computed for a vertex.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 */
public interface VertexValue {
    /**
     * Returns the id of the vertex.
     *
     * @return the id
     */
    String vertexId();

    /**
     * Returns the value as a string, for example the name of a community.
     *
     * @return the string; the JSON if the value is not a string
     */
    String value();

    /**
     * Returns the value as a number, for example a rank.
     *
     * @return the number; {@code NaN} if the value is not a number
     */
    double number();
}
