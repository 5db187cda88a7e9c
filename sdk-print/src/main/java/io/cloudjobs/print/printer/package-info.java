/**
 * Printers and printer shares, and what they can do: the models that {@link io.cloudjobs.print.PrinterResource} and
 * {@link io.cloudjobs.print.PrinterShareResource} return.
 */
@NullMarked
package io.cloudjobs.print.printer;

import org.jspecify.annotations.NullMarked;
