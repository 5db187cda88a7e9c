package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;

/** The metadata that clients read before they sign in: the endpoints of the tenant, and the kind of its users. */
public final class EntraDiscovery {
    private final String origin;
    private final String tenant;

    public EntraDiscovery(String origin, String tenantId) {
        this.origin = origin;
        tenant = origin + "/" + tenantId;
    }

    public String origin() {
        return origin;
    }

    public String issuer() {
        return tenant + "/v2.0";
    }

    /** The MSAL libraries for Python, JavaScript and Go need it. */
    public ObjectNode configuration() {
        var configuration = JsonTrees.object();
        configuration
                .put("issuer", issuer())
                .put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize")
                .put("token_endpoint", tenant + "/oauth2/v2.0/token")
                .put("device_authorization_endpoint", tenant + "/oauth2/v2.0/devicecode")
                .put("jwks_uri", tenant + "/discovery/v2.0/keys");
        configuration
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        configuration.putArray("response_types_supported").add("code");
        configuration.putArray("subject_types_supported").add("pairwise");
        configuration.putArray("id_token_signing_alg_values_supported").add("none");
        return configuration;
    }

    /** Id tokens are not signed. */
    public static ObjectNode keys() {
        var keys = JsonTrees.object();
        keys.putArray("keys");
        return keys;
    }

    /** MSAL asks before it sends a password. No user signs in at a server of another organization. */
    public ObjectNode realm(String userPrincipalName) {
        return JsonTrees.object()
                .put("ver", "1.0")
                .put("account_type", "Managed")
                .put("domain_name", userPrincipalName.substring(userPrincipalName.indexOf('@') + 1))
                .put("cloud_instance_name", "microsoftonline.com")
                .put("cloud_audience_urn", "urn:federation:MicrosoftOnline");
    }
}
