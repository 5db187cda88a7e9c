package io.cloudjobs.core.internal.secret;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The pieces of one length of several secrets. One pass finds all of them in a text. Only their hashes are kept: a text
 * with the same hash by chance is hidden too, which is harmless. The hash is a polynomial modulo a prime, at a random
 * point for each process. So an attacker cannot construct texts or secrets that collide.
 */
final class Pieces {
    /** A Mersenne prime, 2^61 - 1. */
    private static final long PRIME = (1L << 61) - 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long BASE = (RANDOM.nextLong() >>> 4) + (1L << 59);

    /** Spreads the hashes over the table. Odd. */
    private static final long SPREAD = RANDOM.nextLong() | 1;

    private final int length;
    private final long highest;

    /** A hash table with open addressing. Zero is a free slot. */
    private long[] table = new long[64];

    private int count;

    Pieces(int length) {
        this.length = length;
        long power = 1;
        for (int i = 1; i < length; i++) {
            power = times(power, BASE);
        }
        this.highest = power;
    }

    /** Adds the pieces of a secret, which must not be shorter than a piece. */
    void add(String secret) {
        long hash = 0;
        for (int i = 0; i < secret.length(); i++) {
            hash = next(hash, i < length ? 0 : secret.charAt(i - length), secret.charAt(i));
            if (i >= length - 1) {
                put(hash + 1);
            }
        }
    }

    /** Marks the parts of the original text that the pieces cover. */
    void find(Spelling text, boolean[] covered) {
        long hash = 0;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = next(hash, i < length ? 0 : text.charAt(i - length), text.charAt(i));
            if (i >= length - 1 && table[place(hash + 1)] != 0) {
                int from = Math.max(done, text.start(i - length + 1));
                done = text.end(i);
                Arrays.fill(covered, from, done, true);
            }
        }
    }

    /** Returns the hash of the piece one character later. */
    private long next(long hash, char gone, char added) {
        long rest = gone == 0 ? hash : hash + PRIME - times(highest, gone);
        return reduced(times(reduced(rest), BASE) + added);
    }

    /** Returns the product modulo the prime of two numbers below it. */
    private static long times(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        return reduced((low & PRIME) + (high << 3 | low >>> 61));
    }

    private static long reduced(long number) {
        return number >= PRIME ? number - PRIME : number;
    }

    private void put(long marked) {
        if (2 * count >= table.length) {
            long[] before = table;
            table = new long[2 * before.length];
            count = 0;
            for (long other : before) {
                if (other != 0) {
                    put(other);
                }
            }
        }
        int place = place(marked);
        if (table[place] == 0) {
            table[place] = marked;
            count++;
        }
    }

    private int place(long marked) {
        int place = (int) (marked * SPREAD >>> 32) & table.length - 1;
        while (table[place] != 0 && table[place] != marked) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }
}
