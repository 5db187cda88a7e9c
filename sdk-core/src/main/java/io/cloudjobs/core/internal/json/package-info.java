/**
 * JSON as the services write it, and what a model may ask of its reader: to keep its text, to check what is promised. This is where
 * Jackson is set up. It needs no other room. Begin with {@code Json}. {@code DateReader}
 * reads dates, and {@code LenientDate} those with 12 digits or {@code +0200}. {@code LenientValue} and {@code UnreadableValues} read other
 * values that differ from the documentation.
 */
@NullMarked
package io.cloudjobs.core.internal.json;

import org.jspecify.annotations.NullMarked;
