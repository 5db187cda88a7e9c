package io.cloudjobs.core.internal.secret;

/**
 * The names of statuses, from RFC 9110 and RFC 6585. The response is no source for them: HTTP/2 has no reason phrase, and
 * HTTP/1.1 allows any text.
 */
final class HttpStatus {
    private HttpStatus() {}

    /** Returns the name of a status after a space; empty if it has none. */
    static String reason(int status) {
        return switch (status) {
            case 200 -> " OK";
            case 204 -> " No Content";
            case 301 -> " Moved Permanently";
            case 302 -> " Found";
            case 303 -> " See Other";
            case 304 -> " Not Modified";
            case 307 -> " Temporary Redirect";
            case 308 -> " Permanent Redirect";
            case 400 -> " Bad Request";
            case 401 -> " Unauthorized";
            case 402 -> " Payment Required";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 405 -> " Method Not Allowed";
            case 406 -> " Not Acceptable";
            case 407 -> " Proxy Authentication Required";
            case 408 -> " Request Timeout";
            case 409 -> " Conflict";
            case 410 -> " Gone";
            case 411 -> " Length Required";
            case 412 -> " Precondition Failed";
            case 413 -> " Content Too Large";
            case 414 -> " URI Too Long";
            case 415 -> " Unsupported Media Type";
            case 416 -> " Range Not Satisfiable";
            case 421 -> " Misdirected Request";
            case 422 -> " Unprocessable Content";
            case 423 -> " Locked";
            case 429 -> " Too Many Requests";
            case 431 -> " Request Header Fields Too Large";
            case 500 -> " Internal Server Error";
            case 501 -> " Not Implemented";
            case 502 -> " Bad Gateway";
            case 503 -> " Service Unavailable";
            case 504 -> " Gateway Timeout";
            case 507 -> " Insufficient Storage";
            default -> "";
        };
    }
}
