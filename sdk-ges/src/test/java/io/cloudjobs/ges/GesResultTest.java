package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of a job and its result, with all that drifts. */
class GesResultTest {
    private static GesResult example(String name) {
        return GesJob.fromJson(Fixture.responseBody(name).toString()).result();
    }

    private static GesResult outputs(String outputs) {
        return GesResult.fromJson("{\"data\":{\"outputs\":" + outputs.replace('\'', '"') + "}}");
    }

    @Test
    void verticesHaveTheirProperties() {
        GesResult result = example("job-status-success-vertices");

        GesVertex sarah = result.vertices().get(0);
        assertThat(sarah.id()).isEqualTo("Sarah");
        assertThat(sarah.label()).isEqualTo("user");
        assertThat(sarah.properties())
                .containsEntry("ChineseName", List.of("莎拉"))
                .containsEntry("Zip-code", List.of("55105"))
                .hasSize(5);
        assertThat(sarah).hasToString("GesVertex[id=Sarah, label=user]");
        assertThat(sarah).isEqualTo(result.vertices().get(0));
        assertThat(result.dataReturnSize()).isEqualTo(2);
        assertThat(result.dataOffset()).isZero();
        assertThat(result.dataTotalSize()).isEqualTo(19);
        assertThat(result.runtime()).isNull();
        assertThat(result.edges()).isEmpty();
        assertThat(result.paths()).isEmpty();
        assertThat(result.outputs())
                .containsExactlyInAnyOrder("data_return_size", "vertices", "data_offset", "data_total_size");
        assertThat(result).hasToString("GesResult[outputs=" + result.outputs() + "]");
    }

    @Test
    void ranksAreNumbersByVertex() {
        GesResult result = example("job-status-complete-pagerank");

        assertThat(result.values("pagerank"))
                .extracting(VertexValue::vertexId, VertexValue::number)
                .containsExactly(tuple("46", 0.0123), tuple("Lee", 0.0101), tuple("Ray", 0.0099));
        assertThat(result.runtime()).isEqualTo(1.365867);
        assertThat(result.dataTotalSize()).isEqualTo(100);
        assertThat(result.output("pagerank")).isEqualTo("[{\"46\":0.0123},{\"Lee\":0.0101},{\"Ray\":0.0099}]");
        assertThat(result.json()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'a':1.5},{'b':'2'}] | a=1.5 1.5, b=2 2.0",
                "{'a':1.5,'b':2} | a=1.5 1.5, b=2 2.0",
                "[{'a':'c7'}] | a=c7 NaN",
                "[{'a':[0.5,-1]}] | a=[0.5,-1] NaN",
                "[null,{'a':null}] | a=null NaN",
                "[{'a':1e-5}] | a=1.0E-5 1.0E-5",
                "[] | ",
                "null | "
            })
    void valuesByVertexAreReadInEveryShape(String output, String expected) {
        assertThat(outputs("{'x':" + output + "}").values("x").stream()
                        .map(value -> value + " " + value.number())
                        .toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(", ")));
    }

    @Test
    void verticesMayBeIdsOnly() {
        assertThat(outputs("{'vertices':['a',5,null],'source':'s','k':2}").vertices())
                .extracting(GesVertex::id, GesVertex::label, GesVertex::properties)
                .containsExactly(tuple("a", null, Map.of()), tuple("5", null, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'path':['a','b']} | [[a, b]]",
                "{'paths':[['a','b'],['a',7]]} | [[a, b], [a, 7]]",
                "{'paths':[[{'id':'a'},{'source':'a','target':'b'},{'id':'b'}]]} | [[a, b]]",
                "{'paths':[]} | []",
                "{'path':null} | []",
                "{} | []"
            })
    void pathsAreTheIdsOfTheirVertices(String outputs, String expected) {
        assertThat(outputs(outputs).paths()).hasToString(expected);
    }

    @Test
    void edgesAreReadWhereTheDatabaseEditionPutsThem() {
        GesResult result = GesResult.fromJson(
                Fixture.responseBody("submit-filtered-query-sync").toString());

        assertThat(result.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.source()).isEqualTo("tr_1");
            assertThat(edge.target()).isEqualTo("tr_3");
            assertThat(edge.index()).isEqualTo("1");
            assertThat(edge.label()).isEqualTo("rate");
            assertThat(edge.properties()).isEqualTo(Map.of("Rating", List.of(0L), "Datetime", List.of("")));
            assertThat(edge).hasToString("GesEdge[source=tr_1, target=tr_3, index=1, label=rate]");
        });
        assertThat(result.json()).contains("tr_1");
        assertThat(result.outputs()).containsExactly("edges");
    }

    @Test
    void propertiesHaveTheTypesOfTheirJson() {
        GesVertex vertex = outputs(
                        "{'vertices':[{'id':1,'properties':{'a':['x',1,2.5,true,null,{'y':[]}],'b':'z','c':[],"
                                + "'d':[12345678901234567890]}}]}")
                .vertices()
                .get(0);

        assertThat(vertex.id()).isEqualTo("1");
        assertThat(vertex.properties())
                .containsEntry("a", List.of("x", 1L, 2.5, true, "{\"y\":[]}"))
                .containsEntry("b", List.of("z"))
                .containsEntry("c", List.of())
                .containsEntry("d", List.of(12345678901234567890d));
    }

    @Test
    void sizesAndNumbersMayBeTexts() {
        GesResult result = outputs("{'data_offset':'2','data_return_size':'1','data_total_size':'3','runtime':'0.5',"
                + "'modularity':0.7,'community_num':'x'}");

        assertThat(result.dataOffset()).isEqualTo(2);
        assertThat(result.dataReturnSize()).isEqualTo(1);
        assertThat(result.dataTotalSize()).isEqualTo(3);
        assertThat(result.runtime()).isEqualTo(0.5);
        assertThat(result.number("modularity")).isEqualTo(0.7);
        assertThat(result.number("community_num")).isNull();
        assertThat(result.output("community_num")).isEqualTo("\"x\"");
    }

    @Test
    void anOutputThatIsNotThereIsAMistakeThatListsTheOutputs() {
        GesResult result = outputs("{'runtime':0.5,'pagerank':[{'a':1}],'x\\n':1,'data_total_size':1}");

        List<Consumer<String>> reads = List.of(result::values, result::number, result::output);
        for (Consumer<String> read : reads) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.accept("page\nRank"))
                    .withMessage("the result has no output page\\nRank; its outputs are [pagerank, x\\n]:"
                            + " use one of these names");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> example("job-status-success-vertices").values("pagerank"))
                .withMessage("the result has no output pagerank; its outputs are [vertices]: use one of these names");
        assertThat(result.output("data_offset")).isNull();
        assertThat(result.number("data_offset")).isNull();
        GesResult empty = outputs("{'vertices':[],'data_total_size':0}");
        for (Consumer<String> read : List.<Consumer<String>>of(empty::values, empty::number, empty::output)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.accept("verticez"))
                    .withMessage(
                            "the result has no output verticez; its outputs are [vertices]: use one of these names");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'runtime':0.5}",
                "{'data_return_size':0,'data_offset':0,'data_total_size':0}",
                "{'pagerank':[],'data_offset':500,'data_total_size':500}"
            })
    void aResultWithoutOutputsAndALaterPageMayLackAnOutput(String outputs) {
        GesResult result = outputs(outputs);

        assertThat(result.values("x")).isEmpty();
        assertThat(result.number("x")).isNull();
        assertThat(result.output("x")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'x':5} | values | has no value per vertex: read it with output(\"x\")",
                "{'x':'a'} | values | has no value per vertex: read it with output(\"x\")",
                "{'vertices':['a']} | values | has no value per vertex: read it with vertices()",
                "{'x':[{'a':1}]} | number | is not a single number: read it with output(\"x\")",
                "{'x':{'a':1}} | number | is not a single number: read it with output(\"x\")",
                "{'edges':[]} | number | is not a single number: read it with edges()"
            })
    void anOutputOfAnotherKindIsAMistake(String outputs, String read, String message) {
        GesResult result = outputs(outputs);
        String output = result.outputs().iterator().next();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    if (read.equals("values")) {
                        result.values(output);
                    } else {
                        result.number(output);
                    }
                })
                .withMessage("the output " + output + " " + message);
    }

    @Test
    void aRowWithoutItsIdIsThere() {
        GesResult result = outputs("{'vertices':[{'label':'user'},{'id':{}},{'id':7}],"
                + "'edges':[{'source':'a'},{'target':1e400},5,{'source':'a','target':'b'}]}");

        assertThat(result.vertices()).extracting(GesVertex::id).containsExactly("", "", "7");
        assertThat(result.vertices()).extracting(GesVertex::label).containsExactly("user", null, null);
        assertThat(result.edges()).extracting(GesEdge::source).containsExactly("a", "", "", "a");
        assertThat(result.edges()).extracting(GesEdge::target).containsExactly("", "1e400", "", "b");
    }

    @Test
    void aNumberThatJavaDoesNotHaveIsItsText() {
        GesResult result = outputs(
                "{'vertices':[{'id':'a','properties':{'p':[1e400,NaN,-Infinity,2.5],'q':1" + "0".repeat(400)
                        + ",'r':1}}],'rank':[{'a':NaN},{'b':1e400},{'c':0.5}],'none':NaN,'large':1e400,'data_total_size':1e400}");

        assertThat(result.vertices().get(0).properties())
                .containsEntry("p", List.of("1e400", "NaN", "-Infinity", 2.5))
                .containsEntry("q", List.of("1" + "0".repeat(400)))
                .containsEntry("r", List.of(1L));
        assertThat(result.values("rank")).extracting(VertexValue::number).containsExactly(Double.NaN, Double.NaN, 0.5);
        assertThat(result.number("none")).isNull();
        assertThat(result.number("large")).isNull();
        assertThat(result.dataTotalSize()).isNull();
    }

    /** A value in {@code outputs} wins over the same name beside it. If a name comes twice, the last value wins. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'outputs':{'vertices':['a']},'vertices':['b']} | [a] | ['a']",
                "{'vertices':['b'],'outputs':{'vertices':['a']}} | [a] | ['a']",
                "{'vertices':['b'],'outputs':{'vertices':{}}} | [] | {}",
                "{'outputs':{'vertices':null},'vertices':['b']} | [] | null",
                "{'outputs':{'edges':[]},'vertices':['b']} | [b] | ['b']",
                "{'vertices':['a'],'vertices':null} | [] | null",
                "{'vertices':null,'vertices':['a']} | [a] | ['a']",
                "{'outputs':{'vertices':['a']},'outputs':{}} | [] | ",
                "{'outputs':null,'vertices':['a']} | [a] | ['a']",
                "{'outputs':[1],'vertices':['a']} | [a] | ['a']"
            })
    void theSameRowsAreGivenHoweverTheyAreAskedFor(String data, String ids, String output) {
        GesResult result = GesResult.fromJson("{\"data\":" + data.replace('\'', '"') + "}");

        assertThat(result.vertices().stream().map(GesVertex::id).toList()).hasToString(ids);
        assertThat(result.output("vertices")).isEqualTo(output == null ? null : output.replace('\'', '"'));
        assertThat(result.outputs()).doesNotContain("outputs");
        assertThat(result.outputs().contains("vertices")).isEqualTo(output != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"\"", "5"})
    void dataThatIsNoObjectHasNoOutputs(String data) {
        GesResult result = GesResult.fromJson("{\"data\":" + data + "}");

        assertThat(result.outputs()).isEmpty();
        assertThat(result.vertices()).isEmpty();
        assertThat(GesJob.fromJson("{\"status\":\"success\",\"data\":" + data + "}")
                        .result())
                .isNull();
    }

    @Test
    void resultsAreEqualWhateverElseTheirJobsSay() {
        String data = "\"data\":{\"vertices\":[{\"id\":\"a\"}],\"k\":2}}";
        GesResult result = GesJob.fromJson("{\"status\":\"running\",\"progress\":1," + data)
                .result();

        assertThat(GesJob.fromJson("{\"status\":\"success\"," + data).result())
                .isEqualTo(result)
                .hasSameHashCodeAs(result);
        assertThat(GesJob.fromJson("{\"status\":\"success\"," + data.replace("2", "3"))
                        .result())
                .isNotEqualTo(result);
        assertThat(result.output("outputs")).isNull();
        assertThat(outputs("{'k':2}").output("outputs")).isEqualTo("{\"k\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"data\":null}"})
    void aResultNeedsItsData(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GesResult.fromJson(json))
                .withMessage("GesResult: data is missing");
    }

    @Test
    void aJobNeedsItsStatus() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GesJob.fromJson("{\"data\":{}}"))
                .withMessage("GesJob: status is missing");
        assertThat(GesJob.fromJson("{\"status\":\"success\",\"errorMessage\":\"ok\"}")
                        .failReason())
                .isNull();
        assertThat(GesJob.fromJson("{\"status\":\"failed\",\"failReason\":\"why\",\"data\":null}"))
                .hasToString("GesJob[status=failed, failReason=why]")
                .extracting(GesJob::result)
                .isNull();
    }
}
