package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The {@code printJobConfiguration} of a request. Names are checked, values are not. */
final class JobConfiguration {
    private JobConfiguration() {}

    /**
     * Returns the {@code configuration} of a body, or an empty one. Refuses any member besides it and the given
     * members.
     */
    static ObjectNode of(ObjectNode body, Set<String> others) {
        Members.removeAnnotations(body);
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("configuration") && !others.contains(name)) {
                throw new Refusal(400, "The property '" + name + "' cannot be set.");
            }
        });
        ObjectNode configuration = Members.object(body, "configuration");
        configuration.fieldNames().forEachRemaining(name -> {
            if (!PrintTypes.CONFIGURATION.members().containsKey(name)) {
                throw new Refusal(
                        400,
                        "The property '" + name + "' does not exist on type '" + PrintTypes.CONFIGURATION.name()
                                + "'.");
            }
        });
        return configuration;
    }
}
