/**
 * The bytes of documents: the file that holds them, and the links under which they are uploaded and downloaded.
 * Internal: the module does not export it.
 */
@NullMarked
package io.cloudjobs.emulator.internal.documents;

import org.jspecify.annotations.NullMarked;
