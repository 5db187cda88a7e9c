package io.cloudjobs.emulator.internal.documents;

import io.cloudjobs.emulator.internal.http.Response;

/** The bytes of a document. They never change, so jobs can share them. */
public interface Payload extends Response.Body {
    byte[] copy();
}
