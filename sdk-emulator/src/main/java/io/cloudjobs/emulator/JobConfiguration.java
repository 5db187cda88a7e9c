package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.http.Members;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.util.HashSet;
import java.util.Set;

/** The {@code printJobConfiguration} of a request. Names are checked, values are not. */
final class JobConfiguration {
    private static final String CONFIGURATION = "configuration";

    private JobConfiguration() {}

    /**
     * Returns the {@code configuration} of a body, or an empty one. Refuses any member besides it and the given
     * members.
     */
    static ObjectNode of(ObjectNode body, Set<String> others) {
        Members.removeAnnotations(body);
        var names = new HashSet<>(others);
        names.add(CONFIGURATION);
        Members.checkNames(body, names);
        ObjectNode configuration = Members.object(body, CONFIGURATION);
        check(configuration, PrintTypes.CONFIGURATION);
        return configuration;
    }

    /** Refuses members that the type does not have, in an object and in the objects of a list. */
    private static void check(JsonNode value, ODataType type) {
        ODataType element = type.element();
        if (element != null) {
            value.forEach(each -> check(each, element));
        } else if (value instanceof ObjectNode object && !type.members().isEmpty()) {
            object.properties().forEach(member -> {
                ODataType of = type.members().get(member.getKey());
                if (of == null) {
                    throw new Refusal(
                            400,
                            "The property '" + member.getKey() + "' does not exist on type '" + type.name() + "'.");
                }
                check(member.getValue(), of);
            });
        }
    }
}
