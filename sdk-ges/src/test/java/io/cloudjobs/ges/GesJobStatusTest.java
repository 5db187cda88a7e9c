package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
