package io.cloudjobs.core.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the items of the page, perhaps none
 * @param next the cursor of the next page: a link or another value with an {@code equals}; null at the end of the list
 */
public record Page<T, C>(List<? extends T> items, @Nullable C next) {}
