/**
 * HTTP, JSON, the query options of OData, and the bytes of documents. The services of the emulator use these; the package knows
 * no service. Internal: the module does not export it.
 */
@NullMarked
package io.cloudjobs.emulator.internal;

import org.jspecify.annotations.NullMarked;
