/**
 * The files that documents come from and go to, and the lanes of a paced client. This package knows no resources and is
 * not exported.
 */
@NullMarked
package io.cloudjobs.print.internal;

import org.jspecify.annotations.NullMarked;
