package io.cloudjobs.core.internal;

import java.util.Arrays;

/**
 * All pieces of one length of some secrets, to be found in a text at one pass. What is kept of a piece is a hash of 64 bits: a text
 * with the same one by chance is hidden for nothing, and that hurts nobody.
 */
final class Pieces {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int length;
    private final long highest;

    /** Open addressing; zero is an empty place. */
    private long[] table = new long[64];

    private int count;

    Pieces(int length) {
        this.length = length;
        long power = 1;
        for (int i = 1; i < length; i++) {
            power *= FACTOR;
        }
        this.highest = power;
    }

    /** Adds the pieces of a secret that is not shorter than they are. */
    void add(String secret) {
        long hash = 0;
        for (int i = 0; i < secret.length(); i++) {
            if (i >= length) {
                hash -= highest * secret.charAt(i - length);
            }
            hash = hash * FACTOR + secret.charAt(i);
            if (i >= length - 1) {
                put(hash);
            }
        }
    }

    private void put(long hash) {
        if (2 * count >= table.length) {
            long[] before = table;
            table = new long[2 * before.length];
            count = 0;
            Arrays.stream(before).filter(other -> other != 0).forEach(this::put);
        }
        int place = place(hash);
        if (table[place] == 0) {
            table[place] = marked(hash);
            count++;
        }
    }

    private int place(long hash) {
        long wanted = marked(hash);
        int place = (int) (wanted * FACTOR >>> 32) & table.length - 1;
        while (table[place] != 0 && table[place] != wanted) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private static long marked(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** Marks what of the text is covered by pieces, in the text that it spells. */
    void find(Spelling text, boolean[] covered) {
        long hash = 0;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= length) {
                hash -= highest * text.charAt(i - length);
            }
            hash = hash * FACTOR + text.charAt(i);
            if (i >= length - 1 && table[place(hash)] != 0) {
                int from = Math.max(done, text.start(i - length + 1));
                done = text.start(i + 1);
                Arrays.fill(covered, from, done, true);
            }
        }
    }
}
