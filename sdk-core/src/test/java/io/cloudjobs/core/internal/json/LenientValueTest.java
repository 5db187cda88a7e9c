package io.cloudjobs.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of member with every type of value: an unreadable value is null, and the members around it are read. */
@Timeout(60)
class LenientValueTest {
    interface All {}

    /** An open enumeration, like in the models. */
    record State(@JsonValue String value) {
        State {
            if (value.isBlank()) {
                throw new IllegalArgumentException("blank");
            }
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static @Nullable State read(String value) {
            return value.isBlank() ? null : new State(value);
        }
    }

    record Part(@Nullable String name) {}

    record Row(
            String id, @Nullable Integer copies, @Nullable Row below) {
        Row {
            Json.required("id", id);
        }
    }

    record AllData(
            @Nullable String first,
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Long size,
            @Nullable Double scale,
            @Nullable Boolean flag,
            boolean isSet,
            @Nullable OffsetDateTime date,
            @Nullable State state,
            @Nullable Part part,
            @Nullable List<String> texts,
            @Nullable List<State> states,
            @Nullable List<Part> parts,
            @Nullable Map<String, @Nullable Object> map,
            @Nullable List<Row> rows,
            @Nullable String last)
            implements All {}

    private static final List<String> VALUES = List.of(
            "null",
            "5",
            "-1",
            "0",
            "2.5",
            "3.0",
            "1e400",
            "-1e400",
            "1e-999999999",
            "99999999999",
            "9".repeat(400),
            "NaN",
            "Infinity",
            "-Infinity",
            "true",
            "false",
            "\"\"",
            "\" \"",
            "\"3\"",
            "\"true\"",
            "\"no date\"",
            "\"1e999999999\"",
            "\"" + "9".repeat(1_000_000) + "\"",
            "{}",
            "{\"a\":{\"b\":[1]}}",
            "{\"value\":\" \",\"name\":{}}",
            "[]",
            "[null]",
            "[5]",
            "[[]]",
            "[{}]",
            "[\"x\",{\"y\":1},[2]]");

    static Stream<String> values() {
        return VALUES.stream();
    }

    static List<String> members() {
        return Arrays.stream(AllData.class.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !name.equals("first") && !name.equals("last"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("members")
    void noValueCostsTheOthers(String member) {
        for (String value : VALUES) {
            AllData all = read("{\"first\":\"a\",\"" + member + "\":" + value + ",\"last\":\"z\"}");

            assertThat(all.first()).as(value).isEqualTo("a");
            assertThat(all.last()).as(value).isEqualTo("z");
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void noRowCostsTheOthers(String value) {
        for (String row : List.of(
                value,
                "{\"id\":" + value + "}",
                "{\"id\":" + value + ",\"copies\":1,\"x\":[{}]}",
                "{\"copies\":1,\"below\":{\"id\":\"b\"},\"id\":" + value + ",\"x\":{\"id\":7}}",
                "{\"id\":\"\",\"copies\":1,\"below\":null,\"x\":" + value + ",\"y\":1}")) {
            AllData all = read("{\"rows\":[{\"id\":\"1\"}," + row + ",{\"id\":\"2\"}],\"last\":\"z\"}");

            assertThat(Json.list(all.rows()))
                    .as(row)
                    .extracting(Row::id)
                    .startsWith("1")
                    .endsWith("2");
            assertThat(all.last()).as(row).isEqualTo("z");
        }
    }

    @Test
    void aNumberIsReadFromWhateverIsOne() {
        assertThat(numbers("5")).containsExactly(5, 5L, 5.0);
        assertThat(numbers("3.0")).containsExactly(3, 3L, 3.0);
        assertThat(numbers("3e2")).containsExactly(300, 300L, 300.0);
        assertThat(numbers("\" 3 \"")).containsExactly(3, 3L, 3.0);
        assertThat(numbers("99999999999")).containsExactly(null, 99999999999L, 99999999999.0);
        assertThat(numbers("2.5")).containsExactly(2, 2L, 2.5);
        assertThat(numbers("-0.9e-99999999")).containsExactly(0, 0L, -0.0);
        for (String none : List.of("1e400", "NaN", "-Infinity", "\"NaN\"", "\"many\"", "\"\"", "true", "{}", "[3]")) {
            assertThat(numbers(none)).as(none).containsExactly(null, null, null);
        }
    }

    @Test
    void aBooleanIsReadFromWhateverIsOne() {
        for (String yes : List.of("true", "\"true\"", "\"True\"", "1", "\"1\"")) {
            assertThat(flags(yes)).as(yes).containsExactly(true, true);
        }
        for (String no : List.of("false", "\"FALSE\"", "0")) {
            assertThat(flags(no)).as(no).containsExactly(false, false);
        }
        for (String none : List.of("null", "2", "1e400", "\"\"", "\"yes\"", "{}", "[true]")) {
            assertThat(flags(none)).as(none).containsExactly(null, false);
        }
    }

    @Test
    void aTextOrAStateIsWhatSingleValueThereIs() {
        Map<String, @Nullable String> texts = new HashMap<>();
        for (String value : List.of("5", "1e400", "true", "NaN", "\"x\"", "{\"x\":1}", "[\"x\"]")) {
            texts.put(value, read("{\"text\":" + value + "}").text());
            State state = read("{\"state\":" + value + "}").state();
            assertThat(state == null ? null : state.value()).isEqualTo(texts.get(value));
        }

        assertThat(texts)
                .containsEntry("5", "5")
                .containsEntry("1e400", "1e400")
                .containsEntry("true", "true")
                .containsEntry("NaN", "NaN")
                .containsEntry("\"x\"", "x")
                .containsEntry("{\"x\":1}", null)
                .containsEntry("[\"x\"]", null);
    }

    @Test
    void aNumberThatJavaDoesNotHaveIsItsTextInARow() {
        assertThat(read("{\"map\":{\"a\":1e400,\"b\":NaN,\"c\":[-Infinity,2.5,7,null],\"d\":{\"e\":99999999999}}}")
                        .map())
                .containsEntry("a", "1e400")
                .containsEntry("b", "NaN")
                .containsEntry("c", Arrays.asList("-Infinity", 2.5, 7, null))
                .containsEntry("d", Map.of("e", 99999999999L));
    }

    @Test
    void whatIsNoListIsNullAndItsElementsAreReadAlone() {
        assertThat(read("{\"texts\":\"x\",\"parts\":{},\"states\":5}"))
                .extracting(AllData::texts, AllData::parts, AllData::states)
                .containsOnlyNulls();
        AllData all = read("{\"texts\":[\"x\",{},5],\"parts\":[{\"name\":\"n\"},5,null],\"states\":[{},\"s\"]}");
        assertThat(all.texts()).containsExactly("x", null, "5");
        assertThat(all.parts()).containsExactly(new Part("n"), null, null);
        assertThat(all.states()).containsExactly(null, new State("s"));
    }

    private static List<@Nullable Number> numbers(String value) {
        AllData all = read("{\"number\":" + value + ",\"size\":" + value + ",\"scale\":" + value + "}");
        return Arrays.asList(all.number(), all.size(), all.scale());
    }

    private static List<@Nullable Boolean> flags(String value) {
        AllData all = read("{\"flag\":" + value + ",\"isSet\":" + value + "}");
        return Arrays.asList(all.flag(), all.isSet());
    }

    private static AllData read(String json) {
        return Json.read(json, AllData.class, AllData.class);
    }
}
