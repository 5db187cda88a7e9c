package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.EntraEmulator;
import io.cloudjobs.emulator.GesEmulator;
import io.cloudjobs.emulator.IamEmulator;
import io.cloudjobs.emulator.OperationPermissions;
import io.cloudjobs.emulator.PrintEmulator;
import java.util.List;

/** Describes the running emulator: its services, their operations, and the control API itself. */
final class AboutApi {
    private final CloudJobsEmulator emulator;

    AboutApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /health", call -> health());
        router.add("GET /about", call -> about());
        router.add("GET /operations", call -> operations());
        router.add("GET /openapi.json", call -> Reply.of(200, Reply.JSON, Resources.read("openapi.json")));
    }

    private Reply health() {
        ObjectNode health = Json.object()
                .put("status", "UP")
                .put("time", emulator.clock().now().toString());
        health.putObject("services")
                .put("print", emulator.print().endpoint())
                .put("documents", emulator.origin(EmulatedService.DOCUMENTS))
                .put("entra", emulator.entra().endpoint())
                .put("ges", emulator.ges().endpoint())
                .put("iam", emulator.iam().endpoint());
        return Reply.json(health);
    }

    /** Returns all that a client needs to connect. The secrets of the emulator protect nothing. */
    private Reply about() {
        ObjectNode about = Json.object();
        PrintEmulator print = emulator.print();
        about.putObject("print")
                .put("endpoint", print.endpoint())
                .put("printerId", print.printerId())
                .put("shareId", print.shareId())
                .put("userPrincipalName", print.userPrincipalName())
                .put("userPassword", emulator.entra().userPassword())
                .put("applicationToken", print.token())
                .put("userToken", print.userToken());
        EntraEmulator entra = emulator.entra();
        about.putObject("entra")
                .put("endpoint", entra.endpoint())
                .put("tenantId", entra.tenantId())
                .put("clientId", entra.clientId())
                .put("clientSecret", entra.clientSecret());
        GesEmulator ges = emulator.ges();
        about.putObject("ges")
                .put("endpoint", ges.endpoint())
                .put("projectId", ges.projectId())
                .put("token", ges.token());
        IamEmulator iam = emulator.iam();
        about.putObject("iam")
                .put("endpoint", iam.endpoint())
                .put("domainName", iam.domainName())
                .put("userName", iam.userName())
                .put("password", iam.password())
                .put("projectName", iam.projectName());
        return Reply.json(about);
    }

    private Reply operations() {
        ArrayNode operations = Json.array();
        for (EmulatedService service : EmulatedService.values()) {
            emulator.operations(service).forEach(operation -> operations.add(json(service, operation)));
        }
        return Reply.json(Json.object().set("operations", operations));
    }

    private ObjectNode json(EmulatedService service, String operation) {
        ObjectNode json = Json.object().put("service", ServiceNames.of(service)).put("operation", operation);
        if (service == EmulatedService.PRINT) {
            OperationPermissions permissions = emulator.print().permissions(operation);
            json.set("delegatedPermissions", array(permissions.delegated()));
            json.set("applicationPermissions", array(permissions.application()));
            json.put("needsPrinterAdministrator", permissions.needsPrinterAdministrator());
        }
        return json;
    }

    private static ArrayNode array(List<List<String>> requirements) {
        ArrayNode array = Json.array();
        for (List<String> alternatives : requirements) {
            ArrayNode inner = array.addArray();
            alternatives.forEach(inner::add);
        }
        return array;
    }
}
