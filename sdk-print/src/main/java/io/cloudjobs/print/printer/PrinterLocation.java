package io.cloudjobs.print.printer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The location of a printer, as its administrator has entered it.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printerlocation">printerLocation</a>
 */
public interface PrinterLocation {
    /**
     * Returns the latitude, in degrees.
     *
     * @return the latitude; null when absent
     */
    @Nullable Double latitude();

    /**
     * Returns the longitude, in degrees.
     *
     * @return the longitude; null when absent
     */
    @Nullable Double longitude();

    /**
     * Returns the altitude, in meters.
     *
     * @return the altitude; null when absent
     */
    @Nullable Integer altitudeInMeters();

    /**
     * Returns the street address.
     *
     * @return the street address; null when absent
     */
    @Nullable String streetAddress();

    /**
     * Returns the parts of the site, such as {@code East Wing} and {@code Block A}, from the largest to the smallest.
     *
     * @return an unmodifiable list, often empty
     */
    List<String> subunit();

    /**
     * Returns the city.
     *
     * @return the city; null when absent
     */
    @Nullable String city();

    /**
     * Returns the postal code.
     *
     * @return the postal code; null when absent
     */
    @Nullable String postalCode();

    /**
     * Returns the country or region.
     *
     * @return the country or region; null when absent
     */
    @Nullable String countryOrRegion();

    /**
     * Returns the site.
     *
     * @return the site; null when absent
     */
    @Nullable String site();

    /**
     * Returns the building.
     *
     * @return the building; null when absent
     */
    @Nullable String building();

    /**
     * Returns the floor. The service documents numbers only.
     *
     * @return the floor; null when absent
     */
    @Nullable String floor();

    /**
     * Returns the description of the floor.
     *
     * @return the description; null when absent
     */
    @Nullable String floorDescription();

    /**
     * Returns the room. The service documents numbers only.
     *
     * @return the room; null when absent
     */
    @Nullable String roomName();

    /**
     * Returns the description of the room.
     *
     * @return the description; null when absent
     */
    @Nullable String roomDescription();

    /**
     * Returns the organization to which the printer belongs, from the largest unit to the smallest.
     *
     * @return an unmodifiable list, often empty
     */
    List<String> organization();

    /**
     * Returns the subdivisions of the state or province, from the largest to the smallest.
     *
     * @return an unmodifiable list, often empty
     */
    List<String> subdivision();

    /**
     * Returns the state or province.
     *
     * @return the state or province; null when absent
     */
    @Nullable String stateOrProvince();
}
