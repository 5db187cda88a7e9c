/**
 * Client for the jobs of Huawei Cloud Graph Engine Service.
 */
module io.cloudjobs.ges {
    requires transitive io.cloudjobs.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.cloudjobs.ges;
    exports io.cloudjobs.ges.auth;

    opens io.cloudjobs.ges to
            com.fasterxml.jackson.databind;
    opens io.cloudjobs.ges.auth to
            com.fasterxml.jackson.databind;
}
