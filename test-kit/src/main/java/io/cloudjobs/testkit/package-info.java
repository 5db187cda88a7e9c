/** Code that the tests of several modules share. */
@NullMarked
package io.cloudjobs.testkit;

import org.jspecify.annotations.NullMarked;
