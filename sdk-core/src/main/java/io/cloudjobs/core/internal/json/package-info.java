/**
 * Reads and writes the JSON of the services, and defines what a model can require of its reader: to keep its text, and
 * to check promised members. All configuration of Jackson is here. It uses no other package. Begin with {@code Json}.
 * {@code DateReader} reads dates, and {@code LenientDate} dates with 12 digits of a second or {@code +0200}. {@code
 * LenientValue} and {@code UnreadableValues} read other values that differ from the documentation.
 */
@NullMarked
package io.cloudjobs.core.internal.json;

import org.jspecify.annotations.NullMarked;
