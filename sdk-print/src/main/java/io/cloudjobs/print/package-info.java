/**
 * Print jobs of Microsoft Universal Print, as Microsoft Graph offers them. Start at
 * {@link io.cloudjobs.print.PrintJobClient}.
 */
@NullMarked
package io.cloudjobs.print;

import org.jspecify.annotations.NullMarked;
