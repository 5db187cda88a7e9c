/**
 * The query options of OData, without HTTP: {@code ODataQuery} reads them and applies them to JSON. It knows no service,
 * only the {@code ODataType} of what is queried. Internal: the module does not export it.
 */
@NullMarked
package io.cloudjobs.emulator.internal;

import org.jspecify.annotations.NullMarked;
