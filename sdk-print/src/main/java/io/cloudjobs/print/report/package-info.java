/**
 * Models of {@link io.cloudjobs.print.PrintReportsResource}: archived jobs, and the usage by user and by printer.
 */
@NullMarked
package io.cloudjobs.print.report;

import org.jspecify.annotations.NullMarked;
