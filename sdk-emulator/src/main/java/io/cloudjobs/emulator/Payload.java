package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Response;

/** The bytes of a document. They never change, so jobs can share them. */
interface Payload extends Response.Body {
    byte[] copy();
}
