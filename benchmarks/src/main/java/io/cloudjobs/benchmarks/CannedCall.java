package io.cloudjobs.benchmarks;

import java.io.IOException;
import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import okio.Timeout;

/** A call that gets a fixed response without I/O: the remaining cost is our own. */
record CannedCall(Request request, int status, ByteString body) implements Call {
    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Response execute() throws IOException {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("request-id", "88570745-2b6e-430d-892a-baa5a84d357a")
                .body(ResponseBody.create(new Buffer().write(body), JSON, body.size()))
                .build();
    }

    @Override
    public void enqueue(Callback callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel() {}

    @Override
    public boolean isExecuted() {
        return false;
    }

    @Override
    public boolean isCanceled() {
        return false;
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void addEventListener(EventListener listener) {}

    @Override
    public <T> T tag(KClass<T> type) {
        return null;
    }

    @Override
    public <T> T tag(Class<? extends T> type) {
        return null;
    }

    @Override
    public <T> T tag(KClass<T> type, Function0<? extends T> value) {
        return value.invoke();
    }

    @Override
    public <T> T tag(Class<T> type, Function0<? extends T> value) {
        return value.invoke();
    }

    @Override
    public Call clone() {
        return this;
    }
}
