package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.EntraEmulator;
import java.util.Map;

/** The metadata that the MSAL libraries for Python, JavaScript and Go read before they sign in. */
final class Discovery {
    private final EntraEmulator entra;

    Discovery(EntraEmulator entra) {
        this.entra = entra;
    }

    static String issuer(EntraEmulator entra) {
        return tenant(entra) + "/v2.0";
    }

    private static String tenant(EntraEmulator entra) {
        return entra.endpoint() + "/" + entra.tenantId();
    }

    String configuration() {
        String tenant = tenant(entra);
        ObjectNode configuration = Json.object()
                .put("issuer", issuer(entra))
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
        return configuration.toString();
    }

    /** Id tokens are not signed. */
    static String keys() {
        ObjectNode keys = Json.object();
        keys.putArray("keys");
        return keys.toString();
    }

    /** MSAL asks before it sends a password. No user signs in at a server of another organization. */
    static String realm(Map<String, String> path) {
        String name = path.getOrDefault("userPrincipalName", "");
        return Json.object()
                .put("ver", "1.0")
                .put("account_type", "Managed")
                .put("domain_name", name.substring(name.indexOf('@') + 1))
                .put("cloud_instance_name", "microsoftonline.com")
                .put("cloud_audience_urn", "urn:federation:MicrosoftOnline")
                .toString();
    }
}
