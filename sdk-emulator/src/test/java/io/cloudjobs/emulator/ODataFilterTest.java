package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataFilterTest {
    private static final ODataType PRINTER = PrintTypes.PRINTER;
    private static final JsonNode ROW = json("""
            {"id":"p1","displayName":"O'Neil","manufacturer":null,"isShared":true,"hasPhysicalDevice":false,
             "registeredDateTime":"2026-11-30T08:00:00.0000000Z","lastSeenDateTime":"never",
             "location":{"building":"7","floor":"1","latitude":47.5,"altitudeInMeters":3,"longitude":1e999},
             "status":{"state":"idle","details":["paused","disconnected"]},
             "capabilities":{"contentTypes":["application/pdf","image/pwg-raster"],"dpis":[300,600],
                             "finishings":[],"mediaSizes":null,"copiesPerJob":{"start":1,"end":999}}}""");

    private static boolean accepts(String filter) {
        return accepts(filter, PRINTER, ROW);
    }

    private static boolean accepts(String filter, ODataType type, JsonNode row) {
        return !query("$filter", filter, type).all(List.of(row)).isEmpty();
    }

    private static ODataQuery query(String option, String value, ODataType type) {
        return ODataQuery.of(List.of(Map.entry(option, value)), type, ODataQuery.LIST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            id eq 'p1'                                                        | true
            'p1' eq id                                                        | true
            ((id) eq ('p1'))                                                  | true
            id eq 'P1'                                                        | false
            id ne 'p1'                                                        | false
            displayName eq 'O''Neil'                                          | true
            displayName gt 'N' and displayName lt 'P'                         | true
            isShared                                                          | true
            isShared eq true                                                  | true
            not isShared                                                      | false
            not isShared eq false                                             | true
            not (isShared and hasPhysicalDevice)                              | true
            not not isShared                                                  | true
            isShared or hasPhysicalDevice and hasPhysicalDevice               | true
            (isShared or hasPhysicalDevice) and hasPhysicalDevice             | false
            location/building eq '7' and location/floor ne '2'                | true
            location/latitude ge 47.5 and location/latitude le 4.75e1         | true
            location/latitude gt -1                                           | true
            location/altitudeInMeters lt 3                                    | false
            location/longitude gt 0                                           | false
            location/longitude eq null                                        | true
            location/city eq null                                             | true
            location/city ne null                                             | false
            location/city eq 'x'                                              | false
            location/city ne 'x'                                              | true
            location/city gt 'a'                                              | false
            not (location/city gt 'a')                                        | true
            not startswith(location/city,'a')                                 | false
            startswith(location/city,'a') or isShared                         | true
            startswith(location/city,'a') and isShared                        | false
            manufacturer eq null                                              | true
            null eq null                                                      | true
            location ne null                                                  | true
            viewless                                                          | 400
            startswith(displayName,'O')                                       | true
            startswith( 'O''Neil and more' , displayName )                    | true
            endswith(displayName,'l') and contains(displayName,'''N')         | true
            contains(tolower(displayName),'NEIL')                             | false
            contains(toupper(displayName),'NEIL')                             | true
            status/state in ('stopped','idle')                                | true
            status/state in ('stopped')                                       | false
            registeredDateTime eq 2026-11-30T09:00:00+01:00                   | true
            registeredDateTime ge 2026-11-30                                  | true
            registeredDateTime lt 2026-11-30T08:00:00.0000001Z                | true
            lastSeenDateTime eq null                                          | true
            status/details/any(d:d eq 'paused')                               | true
            status/details/all(d:d eq 'paused')                               | false
            status/details/any(d:d eq 'none')                                 | false
            capabilities/contentTypes/any(c: startswith(c, 'image/'))         | true
            capabilities/dpis/all(d: d ge 300)                                | true
            capabilities/finishings/all(f: f eq 'x')                          | true
            capabilities/mediaSizes/any(f: f eq 'x')                          | false
            capabilities/copiesPerJob/end ge 2                                | true
            1 lt 2 and 1.0 eq 1 and 1e999999999 gt 1                          | true
            """)
    void aConditionIsTrueOrFalse(String filter, String expected) {
        if (expected.equals("400")) {
            assertThatThrownBy(() -> accepts(filter)).isInstanceOf(Refusal.class);
        } else {
            assertThat(accepts(filter)).isEqualTo(Boolean.parseBoolean(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"ANN@contoso.com", "ann@CONTOSO.com"})
    void theNameOfAUserIsComparedWithoutCase(String name) {
        JsonNode job = json("{\"createdBy\":{\"userPrincipalName\":\"Ann@contoso.com\"}}");
        for (String filter : List.of(
                "createdBy/userPrincipalName eq '%s'",
                "'%s' eq createdBy/userPrincipalName",
                "startswith(createdBy/userPrincipalName,'%s')",
                "createdBy/userPrincipalName in ('%s')")) {
            assertThat(accepts(filter.formatted(name), PrintTypes.JOB, job))
                    .as(filter)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            id eq                          | Syntax error at position 5 in 'id eq'.
            id eq 'a' 'b'                  | Syntax error at position 10 in 'id eq 'a' 'b''.
            id eq 'a                       | There is an unterminated string literal at position 6 in 'id eq 'a'.
            id = 'a'                       | Syntax error at position 3 in 'id = 'a''.
            (id eq 'a'                     | Syntax error at position 10 in '(id eq 'a''.
            id eq 'a')                     | Syntax error at position 9 in 'id eq 'a')'.
            id EQ 'a'                      | Syntax error at position 3 in 'id EQ 'a''.
            id eq 12ab                     | Syntax error at position 6 in 'id eq 12ab'.
            none eq 'a'                    | Could not find a property named 'none' on type 'microsoft.graph.printer'.
            location/none eq 'a'           | Could not find a property named 'none' on type 'microsoft.graph.printerLocation'.
            id/none eq 'a'                 | Could not find a property named 'none' on type 'Edm.String'.
            status/details/any(a/b:true)   | Syntax error at position 19 in 'status/details/any(a/b:true)'.
            shares/any(s:s eq 'a')         | Could not find a property named 'shares' on type 'microsoft.graph.printer'.
            id                             | The $filter expression must evaluate to a single boolean value.
            id eq 1                        | A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Decimal' for operator 'eq'.
            registeredDateTime eq '2026'   | A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.String' for operator 'eq'.
            location eq location           | A binary operator with incompatible types was detected. Found operand types 'microsoft.graph.printerLocation' and 'microsoft.graph.printerLocation' for operator 'eq'.
            isShared and id                | A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.String' for operator 'and'.
            not id eq 'a'                  | A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator 'not'.
            length(id) eq 1                | An unknown function with name 'length' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.
            startswith(id,1)               | No function signature for the function with name 'startswith' matches the specified arguments.
            """)
    void anythingElseIsRefused(String filter, String message) {
        assertThatThrownBy(() -> accepts(filter))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "()",
                ")",
                "not",
                "eq",
                "and",
                "id eq 'a' and",
                "startswith(id)",
                "startswith(id,'a'",
                "startswith()",
                "id in ()",
                "id in 'a'",
                "id in ('a',)",
                "id eq -",
                "id eq 1e",
                "id eq 1e99999999999",
                "status/details/any()",
                "status/details/any(d)",
                "status/details/any(d:d)",
                "status/details/any('d':1)",
                "id/any(d:d eq 'a')",
                "status/details eq null",
                "status/details/any(d:e eq 'a')",
                "any(d:d eq 'a')",
                "status/details/any(d:status/details/any(e:e eq d))",
                "location/ eq 'a'",
                "/id eq 'a'",
                "a//b eq 1",
                "id eq \"a\"",
                "id eq 'a'; drop",
                "id add 'a' eq 'b'",
                "id eq 'a' eq true",
                "\u0000",
                "id\u00a0eq 'a'",
                "$it eq 1",
                "id eq @p",
                "{",
                "id eq 2026-13-01",
                "cast(id,Edm.Int32) eq 1",
            })
    void noTextBreaksTheParser(String filter) {
        assertThatThrownBy(() -> accepts(filter)).isInstanceOf(Refusal.class);
    }

    @Test
    void theDepthIsLimitedAndTheLengthIsNot() {
        for (String deep : List.of("(", "not ", "startswith(", "tolower(")) {
            assertThatThrownBy(() -> accepts(deep.repeat(100_000)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal ->
                                    assertThat(refusal.message()).isEqualTo("Recursion depth exceeded allowed limit."));
        }
        assertThat(accepts("(".repeat(40) + "isShared" + ")".repeat(40))).isTrue();
        assertThat(accepts("hasPhysicalDevice or ".repeat(50_000) + "isShared")).isTrue();
        assertThat(accepts("isShared and ".repeat(50_000) + "isShared")).isTrue();
        assertThat(accepts("id in (" + "'a',".repeat(50_000) + "'p1')")).isTrue();
    }

    /** A condition of the fuzz test, with the value that it must have. */
    private record Condition(String text, boolean value) {}

    @Test
    void generatedConditionsHaveTheirValue() {
        var random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            Condition condition = condition(random, 5);
            assertThat(accepts(condition.text)).as(condition.text).isEqualTo(condition.value);
        }
    }

    private static Condition condition(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 8);
        return switch (kind) {
            case 0 -> new Condition("isShared eq true", true);
            case 1 -> new Condition("'p2' eq id", false);
            case 2 -> new Condition("contains(displayName,'Nei')", true);
            case 3 -> {
                int number = random.nextInt(10) - 5;
                yield new Condition("location/altitudeInMeters gt " + number, number < 3);
            }
            case 4 -> {
                Condition inner = condition(random, depth - 1);
                yield new Condition("not (" + inner.text + ")", !inner.value);
            }
            case 5 -> {
                Condition inner = condition(random, depth - 1);
                yield new Condition(" ( " + inner.text + " ) ", inner.value);
            }
            default -> {
                Condition left = condition(random, depth - 1);
                Condition right = condition(random, depth - 1);
                boolean and = kind == 6;
                yield new Condition(
                        "(" + left.text + ") " + (and ? "and" : "or") + " (" + right.text + ")",
                        and ? left.value && right.value : left.value || right.value);
            }
        };
    }

    @Test
    void generatedTextIsAcceptedOrRefused() {
        String[] pieces = {
            "id",
            "isShared",
            "location",
            "location/building",
            "status/details",
            "/any(",
            "d:",
            "d",
            " eq ",
            " ne ",
            " and ",
            " or ",
            "not ",
            " in ",
            "(",
            ")",
            ",",
            "'",
            "''",
            "'a'",
            "1",
            "-1.5e3",
            "2026-11-30",
            "null",
            "true",
            "startswith(",
            "tolower(",
            " ",
            "%",
            "$",
            "@",
            "\u00e9",
            ";",
            "T",
            ":"
        };
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String generated = text.toString();
            unlessRefused(generated, () -> accepts(generated));
            for (String option : List.of("$select", "$expand", "$orderby", "$top")) {
                unlessRefused(generated, () -> query(option, generated, PRINTER).all(List.of(ROW, ROW)));
            }
        }
    }

    private static void unlessRefused(String text, Supplier<?> work) {
        try {
            assertThat(work.get()).isNotNull();
        } catch (Refusal refusal) {
            assertThat(refusal.message()).as(text).isNotEmpty();
        }
    }
}
