package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GesJobStatusTest {
    @ParameterizedTest
    @CsvSource({
        "pending,         false, false, false",
        "waiting,         false, false, false",
        "running,         false, false, false",
        "success,         true,  true,  false",
        "complete,        true,  true,  false",
        "Success,         true,  true,  false",
        "partiallyFailed, true,  false, false",
        "failed,          true,  false, false",
        "cancelled,       true,  false, true",
        "canceled,        true,  false, true",
        "CANCEL,          true,  false, true",
        "cancelSuccess,   true,  false, true",
        "stopped,         true,  false, true",
        "stopping,        false, false, false",
        "somethingNew,    false, false, false"
    })
    void everyWordSaysWhetherTheJobGoesOn(String word, boolean isTerminal, boolean isSuccess, boolean isCancelled) {
        GesJobStatus status = new GesJobStatus(word);

        assertThat(status.isTerminal()).isEqualTo(isTerminal);
        assertThat(status.isSuccess()).isEqualTo(isSuccess);
        assertThat(status.isCancelled()).isEqualTo(isCancelled);
        assertThat(status).hasToString(word);
    }

    /** Of the management plane only what has the same name is read; the rest stays in the text. */
    @ParameterizedTest
    @ValueSource(strings = {"mgmt-v1-job-status-import-success", "mgmt-v2-job-status-import-success"})
    void aJobOfTheManagementPlaneHasTheSameWord(String example) {
        String answer = Fixture.responseBody(example).toString();

        GesJob job = GesJob.fromJson(answer);

        assertThat(job.status()).isEqualTo(GesJobStatus.SUCCESS);
        assertThat(job.failReason()).isNull();
        assertThat(job.result()).isNull();
        assertThat(job.json()).isEqualTo(answer);
    }

    @Test
    void nullAndBlankAreNoValues() {
        assertThatNullPointerException().isThrownBy(() -> new GesJobStatus(null));
        assertThatIllegalArgumentException().isThrownBy(() -> new GesJobStatus(" "));
    }

    @Test
    void anUnknownWordIsKept() {
        assertThat(GesJob.fromJson("{\"status\":\"somethingNew\"}").status())
                .isEqualTo(new GesJobStatus("somethingNew"));
    }
}
