package io.cloudjobs.faults;

import java.io.IOException;
import java.util.function.BiConsumer;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Actions of user interceptors on a request. All of them are allowed, and some of them make OkHttp or the interceptor
 * resend the request.
 */
enum Interference {
    REPLACED_BODY("replaces the body", false, 1) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            return chain.proceed(withCopiedBody(chain.request(), chain.request().newBuilder()));
        }
    },
    NEW_REQUEST("builds a new request", false, 1) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            Request request = chain.request();
            return chain.proceed(withCopiedBody(
                    request, new Request.Builder().url(request.url()).headers(request.headers())));
        }
    },
    EXPECT_CONTINUE("adds Expect: 100-continue", false, 1) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            return chain.proceed(chain.request()
                    .newBuilder()
                    .header("Expect", "100-continue")
                    .build());
        }
    },
    RETRY("resends it after a failure or a 5xx", true, 3) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            return sentAgain(chain, chain.request());
        }
    },
    RETRY_OF_NEW_REQUEST("builds a new request and resends it", true, 3) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            Request request = chain.request();
            return sentAgain(
                    chain,
                    withCopiedBody(
                            request, new Request.Builder().url(request.url()).headers(request.headers())));
        }
    },
    CLONE("resends it with a clone of the call", true, 2) {
        private final ThreadLocal<Boolean> isClone = new ThreadLocal<>();

        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            if (isClone.get() != null) {
                return chain.proceed(chain.request());
            }
            isClone.set(true); // calls that arrive here in between are clones
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return chain.call().clone().execute();
            } finally {
                isClone.remove();
            }
        }
    },
    HIDES_FAILURE("returns 429 in place of a failure or a 5xx", true, 1) {
        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            Response.Builder hidden;
            try {
                Response response = chain.proceed(chain.request());
                if (response.code() < 500) {
                    return response;
                }
                response.close();
                hidden = response.newBuilder();
            } catch (IOException e) {
                hidden = new Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1);
            }
            return hidden.code(429)
                    .message("Too Many Requests")
                    .body(ResponseBody.create("", null))
                    .build();
        }
    },
    OTHER_CLIENT("sends it with its own client", true, 1) {
        private final OkHttpClient other = new OkHttpClient();

        @Override
        Response intercept(Interceptor.Chain chain) throws IOException {
            return other.newCall(chain.request()).execute();
        }
    };

    final String title;

    /** Whether only an application interceptor can do it: network interceptors must proceed exactly once. */
    final boolean isForApplications;

    /** The number of times that it sends a failing request. */
    final int passages;

    Interference(String title, boolean isForApplications, int passages) {
        this.title = title;
        this.isForApplications = isForApplications;
        this.passages = passages;
    }

    abstract Response intercept(Interceptor.Chain chain) throws IOException;

    /** The kind of interceptor. */
    enum Place {
        APPLICATION(OkHttpClient.Builder::addInterceptor),
        NETWORK(OkHttpClient.Builder::addNetworkInterceptor);

        private final BiConsumer<OkHttpClient.Builder, Interceptor> adding;

        Place(BiConsumer<OkHttpClient.Builder, Interceptor> adding) {
            this.adding = adding;
        }
    }

    OkHttpClient in(OkHttpClient client, Place place) {
        OkHttpClient.Builder builder = client.newBuilder();
        place.adding.accept(builder, this::intercept);
        return builder.build();
    }

    /** Returns the same server, for clients with this interceptor. */
    FaultServer at(FaultServer server) {
        return new FaultServer() {
            @Override
            public void works(Operation operation) {
                server.works(operation);
            }

            @Override
            public void fails(Operation operation) {
                server.fails(operation);
            }

            @Override
            public String url() {
                return server.url();
            }

            @Override
            public int requestCount() {
                return server.requestCount();
            }

            @Override
            public OkHttpClient client(OkHttpClient plain) {
                return in(server.client(plain), Place.APPLICATION);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static Response sentAgain(Interceptor.Chain chain, Request request) throws IOException {
        IOException last = new IOException("never sent");
        for (int i = 0; i < 3; i++) {
            try {
                Response response = chain.proceed(request);
                if (response.code() < 500 || i == 2) {
                    return response;
                }
                response.close();
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Returns a body of bytes, which OkHttp may send any number of times. */
    private static Request withCopiedBody(Request request, Request.Builder copy) throws IOException {
        @Nullable RequestBody body = request.body();
        if (body != null) {
            Buffer bytes = new Buffer();
            body.writeTo(bytes);
            body = RequestBody.create(bytes.readByteArray(), body.contentType());
        }
        return copy.method(request.method(), body).build();
    }
}
