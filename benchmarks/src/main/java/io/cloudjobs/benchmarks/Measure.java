package io.cloudjobs.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The values of one figure in each round, for each compared client. */
final class Measure {
    private final Map<Client.Kind, List<Double>> values = new LinkedHashMap<>();

    void add(Client.Kind kind, double value) {
        values.computeIfAbsent(kind, k -> new ArrayList<>()).add(value);
    }

    /** Returns the median and the range of the middle half of the values; with fewer than ten values, of all values. */
    String of(Client.Kind kind, int digits) {
        List<Double> all = values.getOrDefault(kind, List.of());
        return all.isEmpty() ? "" : spread(all.stream().mapToDouble(Double::doubleValue), digits);
    }

    /** Returns the same for the ratios of neighbouring values. */
    String ratio(Client.Kind kind, Client.Kind floor) {
        List<Double> ours = values.get(kind);
        List<Double> floors = values.get(floor);
        return spread(IntStream.range(0, ours.size()).mapToDouble(i -> ours.get(i) / floors.get(i)), 2);
    }

    private static String spread(DoubleStream values, int digits) {
        double[] sorted = values.sorted().toArray();
        int last = sorted.length - 1;
        int cut = sorted.length < 10 ? 0 : sorted.length / 4;
        String format = "%." + digits + "f";
        double middle = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        String median = String.format(Locale.ROOT, format, middle);
        return sorted[cut] == sorted[last - cut]
                ? median
                : String.format(
                        Locale.ROOT, "%s (" + format + "–" + format + ")", median, sorted[cut], sorted[last - cut]);
    }
}
