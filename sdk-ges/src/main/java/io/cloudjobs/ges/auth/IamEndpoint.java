package io.cloudjobs.ges.auth;

import io.cloudjobs.core.internal.secret.Shown;
import java.util.Objects;
import java.util.Set;

/** The endpoints of IAM. */
final class IamEndpoint {
    static final String GLOBAL = "https://iam.myhuaweicloud.com";

    private static final String DUBLIN = "https://iam.myhuaweicloud.eu";

    /** The regions with an endpoint in the usual format. */
    private static final Set<String> REGIONS = Set.of(
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
            "tr-west-1");

    private IamEndpoint() {}

    static String of(String region) {
        if (Objects.requireNonNull(region, "region").equals("eu-west-101")) {
            return DUBLIN;
        }
        if (!REGIONS.contains(region)) {
            throw new IllegalArgumentException(
                    "the IAM endpoint of region " + Shown.of(region) + " is not known: set it with endpoint()");
        }
        return "https://iam." + region + ".myhuaweicloud.com";
    }
}
