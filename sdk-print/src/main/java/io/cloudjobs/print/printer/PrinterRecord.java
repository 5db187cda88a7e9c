package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrinterRecord(
        String id,
        @Nullable String displayName,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Boolean isAcceptingJobs,
        @Nullable Status status,
        @Nullable Location location,
        @Nullable PrinterDefaults defaults,
        @Nullable PrinterCapabilities capabilities,
        @Nullable Boolean isShared,
        @Nullable Boolean hasPhysicalDevice,
        @Nullable OffsetDateTime registeredDateTime,
        @Nullable OffsetDateTime lastSeenDateTime,
        @Nullable List<PrinterShare> shares,
        @JsonIgnore @Nullable String json)
        implements Printer, KeepsJson<PrinterRecord>, HasId {
    PrinterRecord {
        id = Json.idOrEmpty(id);
        shares = shares == null ? null : Json.list(shares);
    }

    @Override
    public PrinterRecord withJson(String json) {
        return new PrinterRecord(
                id,
                displayName,
                manufacturer,
                model,
                isAcceptingJobs,
                status,
                location,
                defaults,
                capabilities,
                isShared,
                hasPhysicalDevice,
                registeredDateTime,
                lastSeenDateTime,
                shares,
                json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("Printer", "id", id, "displayName", displayName);
    }

    record Status(
            @Nullable PrinterProcessingState state,
            List<PrinterProcessingStateDetail> details,
            @Nullable String description)
            implements PrinterStatus {
        Status {
            details = Json.list(details);
        }

        @Override
        public PrinterProcessingState state() {
            return state == null ? PrinterProcessingState.UNKNOWN : state;
        }

        @Override
        public String toString() {
            return Shown.record("PrinterStatus", "state", state(), "details", details, "description", description);
        }
    }

    /**
     * The JSON of a location.
     *
     * @param subUnit the same as {@code subunit}: documentation and metadata differ. It is no alias, because then the
     *     later of both would win, even if it is null
     */
    record Location(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Integer altitudeInMeters,
            @Nullable String streetAddress,
            List<String> subunit,
            @Nullable List<String> subUnit,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String countryOrRegion,
            @Nullable String site,
            @Nullable String building,
            @Nullable String floor,
            @Nullable String floorDescription,
            @Nullable String roomName,
            @Nullable String roomDescription,
            List<String> organization,
            List<String> subdivision,
            @Nullable String stateOrProvince)
            implements PrinterLocation {
        Location {
            subunit = Json.list(subunit == null || subunit.isEmpty() ? subUnit : subunit);
            subUnit = null;
            organization = Json.list(organization);
            subdivision = Json.list(subdivision);
        }

        /** Returns the members that help a person find the printer. */
        @Override
        public String toString() {
            return Shown.record(
                    "PrinterLocation", "site", site, "building", building, "floor", floor, "roomName", roomName);
        }
    }
}
