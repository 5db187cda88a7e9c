package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TokenProviderTest {
    @Test
    void aFixedTokenStaysTheSameAndIsNotShown() {
        TokenProvider provider = TokenProvider.of("s3cr3t");

        assertThat(provider.token()).isEqualTo("s3cr3t");
        provider.invalidate("s3cr3t");
        assertThat(provider.token()).isEqualTo("s3cr3t");
        assertThat(provider.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aTokenIsRequired() {
        assertThatNullPointerException()
                .isThrownBy(() -> TokenProvider.of(null))
                .withMessage("token must not be null: is the environment variable set?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenProvider.of(" "))
                .withMessage("token must not be blank: is the environment variable set?");
    }

    @Test
    void aLambdaWillDo() {
        TokenProvider provider = () -> "t-1";

        provider.invalidate("t-1");
        provider.invalidate("t-1", "{}");
        assertThat(provider.token()).isEqualTo("t-1");
    }
}
