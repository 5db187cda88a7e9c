package io.cloudjobs.print.printer;

import io.cloudjobs.core.internal.Checks;

/**
 * The options of {@code list(o -> ...)} for printers and printer shares. All conditions must be met. The service
 * compares whole values.
 *
 * <p>The service documents filters on the location and the capabilities, and only the members {@code id},
 * {@code displayName}, {@code manufacturer}, {@code model} and {@code location} in their results. It does not document
 * which other filters it supports. If it refuses one, the iteration throws a
 * {@link io.cloudjobs.core.SdkException}.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface PrinterListOptions {
    /**
     * Lists only printers with this name.
     *
     * @param displayName the name of the printer or share
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions displayName(String displayName) {
        return where("", "displayName", displayName);
    }

    /**
     * Lists only printers at this location: {@code location/site}.
     *
     * @param site the site
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions site(String site) {
        return where("location/", "site", site);
    }

    /**
     * Lists only printers at this location: {@code location/building}.
     *
     * @param building the building
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions building(String building) {
        return where("location/", "building", building);
    }

    /**
     * Lists only printers at this location: {@code location/floor}.
     *
     * @param floor the floor. The service documents numbers only
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions floor(String floor) {
        return where("location/", "floor", floor);
    }

    /**
     * Lists only printers at this location: {@code location/roomName}.
     *
     * @param roomName the room. The service documents numbers only
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions roomName(String roomName) {
        return where("location/", "roomName", roomName);
    }

    /**
     * Lists only printers at this location: {@code location/streetAddress}.
     *
     * @param streetAddress the street address
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions streetAddress(String streetAddress) {
        return where("location/", "streetAddress", streetAddress);
    }

    /**
     * Lists only printers at this location: {@code location/city}.
     *
     * @param city the city
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions city(String city) {
        return where("location/", "city", city);
    }

    /**
     * Lists only printers at this location: {@code location/postalCode}.
     *
     * @param postalCode the postal code
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions postalCode(String postalCode) {
        return where("location/", "postalCode", postalCode);
    }

    /**
     * Lists only printers at this location: {@code location/stateOrProvince}.
     *
     * @param stateOrProvince the state or province
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions stateOrProvince(String stateOrProvince) {
        return where("location/", "stateOrProvince", stateOrProvince);
    }

    /**
     * Lists only printers at this location: {@code location/countryOrRegion}.
     *
     * @param countryOrRegion the country or region
     * @return this
     * @throws IllegalArgumentException if the value is blank
     */
    default PrinterListOptions countryOrRegion(String countryOrRegion) {
        return where("location/", "countryOrRegion", countryOrRegion);
    }

    /**
     * Lists only printers whose member has this value. For each member, the last value counts.
     *
     * @param member the name of a text member, for example {@code location/roomDescription}
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if an argument is blank
     */
    PrinterListOptions equalTo(String member, String value);

    private PrinterListOptions where(String path, String name, String value) {
        return equalTo(path + name, Checks.notBlank(name, value));
    }

    /**
     * Sets a further condition in the syntax of OData, for example {@code location/latitude gt 47.6} or
     * {@code capabilities/isColorPrintingSupported eq true}. The client sends it unchanged: double the quotes inside
     * its strings.
     *
     * @param condition the condition
     * @return this
     * @throws IllegalArgumentException if the condition is blank
     */
    PrinterListOptions filter(String condition);

    /**
     * Includes the shares of each printer ({@code $expand=shares}), or the printer of each share
     * ({@code $expand=printer}). The service documents this for lists of printers only, and not together with a
     * condition on the location or the capabilities. For the printer of a share, a user may also need
     * {@code Printer.Read.All}.
     *
     * @return this
     */
    PrinterListOptions expand();

    /**
     * Sets the number of items per page: {@code $top}. The service may return fewer. The iteration reads all pages
     * regardless of this setting; to read fewer items, end the iteration. The default is the default of the service.
     *
     * @param items the number of items, 1 to 100, because the service returns at most 100
     * @return this
     * @throws IllegalArgumentException if the number is less than 1 or greater than 100
     */
    PrinterListOptions top(int items);
}
