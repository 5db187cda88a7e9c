package io.cloudjobs.emulator.internal.documents;

import io.cloudjobs.emulator.internal.http.Response;
import java.io.InputStream;

/** The bytes of a document. They never change, so jobs can share them. */
public interface Payload extends Response.Body {
    byte[] copy();

    /** Reads the bytes from the first one on. */
    InputStream open();
}
