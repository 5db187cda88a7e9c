/**
 * What the services of the emulator are made of: HTTP, JSON, the query options of OData, and the bytes of documents. It knows
 * no service. Internal: the module does not export it.
 */
@NullMarked
package io.cloudjobs.emulator.internal;

import org.jspecify.annotations.NullMarked;
