package io.cloudjobs.ges.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamEndpointTest {
    private static String endpointOf(IamTokenProvider.Builder builder) {
        return builder.domainName("d")
                .userName("u")
                .password("p")
                .projectId("1")
                .build()
                .toString();
    }

    @Test
    void withoutRegionItIsTheGlobalOne() {
        assertThat(endpointOf(IamTokenProvider.builder()))
                .isEqualTo("IamTokenProvider[https://iam.myhuaweicloud.com/]");
    }

    /** The page "Endpoints" of IAM and the table of the official SDK. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ae-ad-1",
                "af-south-1",
                "ap-southeast-1",
                "ap-southeast-2",
                "ap-southeast-3",
                "ap-southeast-4",
                "cn-east-2",
                "cn-east-3",
                "cn-east-4",
                "cn-east-5",
                "cn-north-1",
                "cn-north-12",
                "cn-north-2",
                "cn-north-4",
                "cn-north-9",
                "cn-south-1",
                "cn-south-2",
                "cn-southwest-2",
                "eu-west-0",
                "la-north-2",
                "la-south-2",
                "me-east-1",
                "my-kualalumpur-1",
                "na-mexico-1",
                "ru-moscow-1",
                "sa-brazil-1",
                "tr-west-1"
            })
    void aRegionHasItsOwn(String region) {
        assertThat(endpointOf(IamTokenProvider.builder().region(region)))
                .isEqualTo("IamTokenProvider[https://iam." + region + ".myhuaweicloud.com/]");
    }

    @Test
    void thatOfDublinIsInEurope() {
        assertThat(endpointOf(IamTokenProvider.builder().region("eu-west-101")))
                .isEqualTo("IamTokenProvider[https://iam.myhuaweicloud.eu/]");
    }

    @ParameterizedTest
    @CsvSource({"eu-de", "CN-NORTH-4", "evil.example/?", "global"})
    void anUnknownRegionIsRefusedWithAWayOut(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamTokenProvider.builder().region(region))
                .withMessage("the IAM endpoint of region " + region + " is not known: set it with endpoint()");
    }

    @ParameterizedTest
    @CsvSource({
        "'', must not be blank",
        "'cn-north-4 ', must not begin or end with whitespace: remove it",
        "'\"cn-north-4\"', must not be in quotes: remove them"
    })
    void aRegionThatWasCaughtBadlyIsSaid(String region, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamTokenProvider.builder().region(region))
                .withMessage("region " + problem);
    }

    @Test
    void noRegionIsAMistake() {
        assertThatNullPointerException()
                .isThrownBy(() -> IamTokenProvider.builder().region(null));
    }

    @Test
    void anyOtherEndpointIsPossibleAndTheLastWordCounts() {
        assertThat(endpointOf(IamTokenProvider.builder()
                        .region("cn-north-4")
                        .endpoint("https://iam.eu-de.otc.t-systems.com")))
                .isEqualTo("IamTokenProvider[https://iam.eu-de.otc.t-systems.com/]");
        assertThat(endpointOf(IamTokenProvider.builder()
                        .endpoint("https://iam.eu-de.otc.t-systems.com")
                        .region("cn-north-4")))
                .isEqualTo("IamTokenProvider[https://iam.cn-north-4.myhuaweicloud.com/]");
    }
}
