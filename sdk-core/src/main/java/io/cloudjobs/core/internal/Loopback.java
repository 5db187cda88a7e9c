package io.cloudjobs.core.internal;

import java.util.regex.Pattern;

/** The names and addresses of this machine itself. Requests to them do not leave it. */
public final class Loopback {
    private static final Pattern HOST =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Returns whether the host of a URL is one of them; an IPv6 address may be in brackets. */
    public static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }
}
