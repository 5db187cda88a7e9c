/** Code that the client and its token provider share. Internal: the module does not export it. */
@NullMarked
package io.cloudjobs.ges.internal;

import org.jspecify.annotations.NullMarked;
