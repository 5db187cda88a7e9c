/** Of no use outside this library; may change at any time. */
@NullMarked
package io.cloudjobs.core.internal;

import org.jspecify.annotations.NullMarked;
