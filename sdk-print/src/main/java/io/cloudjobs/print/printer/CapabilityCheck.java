package io.cloudjobs.print.printer;

import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.secret.Text;
import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintMargin;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import io.cloudjobs.print.PrinterFeedOrientation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the settings that a printer does not offer. It refuses a setting only if the printer clearly says so. */
final class CapabilityCheck {
    private static final int MAX_VALUE = 100;
    private static final int MAX_VALUES = 10;

    private final List<UnsupportedSetting> unsupported = new ArrayList<>();

    static UnsupportedSettings of(
            PrinterCapabilities printer, PrintJobConfiguration job, @Nullable String contentType) {
        Objects.requireNonNull(job, "configuration");
        CapabilityCheck check = new CapabilityCheck();
        check.flag("collate", job.collate(), printer.collation());
        check.color(job.colorMode(), printer);
        check.copies(job.copies(), printer.copiesPerJob());
        check.number("dpi", job.dpi(), printer.dpis(), "");
        check.value("duplexMode", job.duplexMode(), printer.duplexModes(), PrintDuplexMode::value, "");
        check.value(
                "feedOrientation",
                job.feedOrientation(),
                printer.feedOrientations(),
                PrinterFeedOrientation::value,
                "");
        check.values(
                "finishings",
                names(job.finishings(), PrintFinishing::value),
                names(printer.finishings(), PrintFinishing::value),
                "none");
        check.flag("fitPdfToPage", job.fitPdfToPage(), printer.supportsFitPdfToPage());
        check.text("inputBin", job.inputBin(), printer.inputBins(), "auto");
        check.text("outputBin", job.outputBin(), printer.outputBins(), "auto");
        PrintMargin margin = job.margin();
        if (margin != null) {
            check.number("margin.top", margin.top(), printer.topMargins(), "");
            check.number("margin.bottom", margin.bottom(), printer.bottomMargins(), "");
            check.number("margin.left", margin.left(), printer.leftMargins(), "");
            check.number("margin.right", margin.right(), printer.rightMargins(), "");
        }
        check.text("mediaSize", job.mediaSize(), printer.mediaSizes(), "");
        check.text("mediaType", job.mediaType(), printer.mediaTypes(), "");
        check.value(
                "multipageLayout", job.multipageLayout(), printer.multipageLayouts(), PrintMultipageLayout::value, "");
        check.value("orientation", job.orientation(), printer.orientations(), PrintOrientation::value, "");
        if (Boolean.FALSE.equals(printer.isPageRangeSupported())) {
            check.add("pageRanges", names(job.pageRanges(), CapabilityCheck::range), List.of());
        }
        check.number("pagesPerSheet", job.pagesPerSheet(), printer.pagesPerSheet(), "1");
        check.value("quality", job.quality(), printer.qualities(), PrintQuality::value, "");
        check.value("scaling", job.scaling(), printer.scalings(), PrintScaling::value, "");
        if (contentType != null) {
            check.contentType(contentType, names(printer.contentTypes(), type -> type));
        }
        return new Settings(List.copyOf(check.unsupported));
    }

    /** Returns the names of values. A blank name is ignored. */
    private static <T> List<String> names(@Nullable List<T> values, Function<T, String> text) {
        List<String> names = new ArrayList<>();
        if (values != null) {
            for (T value : values) {
                String name = text.apply(value);
                if (!name.isBlank()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String range(IntegerRange range) {
        Long start = range.start() == null ? Long.valueOf(1) : range.start();
        Long end = range.end();
        return end == null ? start + " or more" : start.equals(end) ? end.toString() : start + " to " + end;
    }

    private void add(String name, List<String> requested, List<String> offered) {
        if (!requested.isEmpty()) {
            unsupported.add(new Setting(name, List.copyOf(requested), List.copyOf(offered)));
        }
    }

    private void flag(String name, @Nullable Boolean requested, @Nullable Boolean offered) {
        if (Boolean.TRUE.equals(requested) && Boolean.FALSE.equals(offered)) {
            add(name, List.of("true"), List.of());
        }
    }

    private void text(String name, @Nullable String requested, @Nullable List<String> offered, String free) {
        value(name, requested, offered, text -> text, free);
    }

    private void number(String name, @Nullable Integer requested, @Nullable List<Integer> offered, String free) {
        value(name, requested, offered, String::valueOf, free);
    }

    private <T> void value(
            String name, @Nullable T requested, @Nullable List<T> offered, Function<T, String> text, String free) {
        if (requested != null) {
            values(name, List.of(text.apply(requested)), names(offered, text), free);
        }
    }

    /** Checks names. The name {@code free} is always accepted. */
    private void values(String name, List<String> requested, List<String> offered, String free) {
        if (isComplete(offered)) {
            List<String> missing = new ArrayList<>();
            for (String value : requested) {
                if (!value.equalsIgnoreCase(free) && !contains(offered, value)) {
                    missing.add(value);
                }
            }
            add(name, missing, offered);
        }
    }

    /** An empty list means unknown, and the placeholder stands for values that the service does not disclose. */
    private static boolean isComplete(List<String> offered) {
        return !offered.isEmpty() && !contains(offered, "unknownFutureValue");
    }

    private static boolean contains(List<String> offered, String value) {
        for (String name : offered) {
            if (name.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }

    private void color(@Nullable PrintColorMode requested, PrinterCapabilities printer) {
        List<String> offered = names(printer.colorModes(), PrintColorMode::value);
        if (requested != null
                && requested.value().equalsIgnoreCase("color")
                && Boolean.FALSE.equals(printer.isColorPrintingSupported())) {
            offered.removeIf("color"::equalsIgnoreCase);
            add("colorMode", List.of(requested.value()), offered);
        } else {
            value("colorMode", requested, printer.colorModes(), PrintColorMode::value, "auto");
        }
    }

    private void copies(@Nullable Integer requested, @Nullable IntegerRange offered) {
        if (requested != null && offered != null) {
            long first = offered.start() == null ? 1 : offered.start();
            long last = offered.end() == null ? Long.MAX_VALUE : offered.end();
            boolean isRange = last >= Math.max(first, 1); // otherwise no job could be printed
            if (isRange && (requested < first || requested > last)) {
                add("copies", List.of(requested.toString()), List.of(range(offered)));
            }
        }
    }

    /** The service converts OXPS to PDF for a printer that accepts only PDF. */
    private void contentType(String requested, List<String> offered) {
        List<String> types = names(offered, CapabilityCheck::mediaType);
        String type = mediaType(requested);
        boolean isConverted = type.equalsIgnoreCase("application/oxps") && contains(types, "application/pdf");
        if (!types.isEmpty() && !isConverted && !contains(types, type)) {
            add("contentType", List.of(requested), offered);
        }
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
    }

    record Setting(String name, List<String> requested, List<String> offered) implements UnsupportedSetting {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(Shown.of(name)).append(' ');
            append(text, requested);
            text.append(requested.size() == 1 ? " is not offered" : " are not offered");
            if (!offered.isEmpty()) {
                append(text.append(" (offered: "), offered);
                text.append(')');
            }
            return text.toString();
        }

        private static void append(StringBuilder text, List<String> values) {
            for (int i = 0; i < values.size() && i < MAX_VALUES; i++) {
                text.append(i == 0 ? "" : ", ").append(Shown.of(Text.cut(values.get(i), MAX_VALUE)));
            }
            if (values.size() > MAX_VALUES) {
                text.append(", and ").append(values.size() - MAX_VALUES).append(" more");
            }
        }
    }

    record Settings(List<UnsupportedSetting> settings) implements UnsupportedSettings {
        @Override
        public boolean isEmpty() {
            return settings.isEmpty();
        }

        @Override
        public String toString() {
            if (settings.isEmpty()) {
                return "all settings are offered";
            }
            StringBuilder text = new StringBuilder();
            for (UnsupportedSetting setting : settings) {
                text.append(text.isEmpty() ? "" : "; ").append(setting);
            }
            return text.toString();
        }
    }
}
