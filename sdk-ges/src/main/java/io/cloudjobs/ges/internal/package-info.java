/** What the client and its token provider share. Not for users: the module does not export it. */
@NullMarked
package io.cloudjobs.ges.internal;

import org.jspecify.annotations.NullMarked;
