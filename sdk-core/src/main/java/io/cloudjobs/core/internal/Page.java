package io.cloudjobs.core.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as one answer holds it.
 *
 * @param items what is in it, perhaps nothing
 * @param next where the list goes on: a link or another value with an {@code equals}; null at its end
 */
public record Page<T, C>(List<? extends T> items, @Nullable C next) {}
