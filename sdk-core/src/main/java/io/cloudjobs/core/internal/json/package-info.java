/**
 * JSON as the services write it, and what a model may ask of its reader: to keep its text, to check what is promised. This is where
 * Jackson is set up. It needs no other room. Begin with {@code Json}. {@code LenientValue},
 * {@code DateReader} and {@code UnreadableValues} read what drifts.
 */
@NullMarked
package io.cloudjobs.core.internal.json;

import org.jspecify.annotations.NullMarked;
