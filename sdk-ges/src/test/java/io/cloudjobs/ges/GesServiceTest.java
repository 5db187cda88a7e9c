package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exception an error is. */
class GesServiceTest {
    private static ApiException exception(int status, String code, @Nullable String message) {
        return new GesService()
                .exception(
                        new ApiRequest("graph.submit", "POST", ResourcePath.ROOT),
                        1,
                        false,
                        ErrorResponse.builder(status)
                                .code(code)
                                .message(message)
                                .build());
    }

    /** By the table of published codes, so that a new row is looked at. */
    @Test
    void aPublishedCodeOfSomethingThatDoesNotExistIsNotFound() {
        List<String> codes = GesErrorCodeTest.publishedCodes().stream()
                .filter(code -> code.startsWith("GES.")
                        && new GesErrorCode(code)
                                .meaning()
                                .matches("the (?!label|algorithm).*(was not found|does not exist|has been deleted).*"))
                .toList();

        assertThat(codes)
                .contains("GES.7000", "GES.7007", "GES.7054", "GES.8003")
                .hasSize(11);
        for (String code : codes) {
            assertThat(exception(400, code, null)).as(code).isExactlyInstanceOf(NotFoundException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GES.8000",
                "GES.8003",
                "GES.8011",
                "GES.8105",
                "GES.8107",
                "GES.8204",
                "GES.8301",
                "GES.8303",
                "GES.8402",
                "GES.8603",
                "GES.8604",
                "GES.8605",
                "GES.8803",
                "GES.8806"
            })
    void aMissingGraphIsNotFoundWhateverItsCode(String code) {
        for (int status : new int[] {200, 400, 403, 404, 409}) {
            assertThat(exception(status, code, "graph [demo] is not found"))
                    .isExactlyInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void anErrorOfTheServiceIsNotAMissingGraph() {
        assertThat(exception(500, "GES.8403", "graph [demo] is not found")).isExactlyInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GES.8000, parameter [graph] not found",
        "GES.8402, Running algorithm error: vertex of graph not found",
        "GES.8402, ",
        "GES.8603, index of graph demo does not exist",
        "GES.7001, the graph does not exist",
        "GES.9999, not found",
        "APIGW.0103, the back end does not exist"
    })
    void whatMayMeanAnythingElseIsNot(String code, String message) {
        assertThat(exception(400, code, message)).isExactlyInstanceOf(ApiException.class);
    }
}
