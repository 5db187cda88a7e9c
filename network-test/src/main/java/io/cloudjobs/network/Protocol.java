package io.cloudjobs.network;

/** The protocol between a client and a server. */
enum Protocol {
    PLAIN("HTTP/1.1", "http"),
    TLS("HTTP/1.1 over TLS", "https"),
    HTTP_2("HTTP/2", "https");

    private final String title;
    private final String scheme;

    Protocol(String title, String scheme) {
        this.title = title;
        this.scheme = scheme;
    }

    String url(int port) {
        return scheme + "://" + Tls.HOST + ":" + port;
    }

    @Override
    public String toString() {
        return title;
    }
}
