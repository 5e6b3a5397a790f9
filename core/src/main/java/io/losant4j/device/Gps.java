package io.losant4j.device;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position on earth, as an attribute of data type {@code gps} carries it. A state takes
 * it, holds its {@link #value()} and reads it by {@link DeviceState#gps}:
 *
 * <pre class="code">
 * DeviceState.of("position", Gps.of(52.52, 13.405))
 * </pre>
 *
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 * @see <a href="https://docs.losant.com/devices/state/">Losant: device state</a>
 */
public record Gps(double latitude, double longitude) {

	private static final String DEGREES = "\\s*([+-]?[0-9]{1,3}(?:\\.[0-9]*)?)\\s*";

	private static final Pattern DECIMAL = Pattern.compile(DEGREES + "," + DEGREES);

	// 37°19'56.39"N
	private static final String ARC = "\\s*([0-9]{1,3})\\s*°\\s*([0-5]?[0-9])\\s*['′’]\\s*([0-5]?[0-9](?:\\.[0-9]*)?)\\s*[\"″”]\\s*";

	private static final Pattern SEXAGESIMAL = Pattern.compile(ARC + "([NS])\\s*,?" + ARC + "([EW])\\s*");

	// 3906.71226,N is 39 degrees, 06.71226 minutes; the last field checked says that
	// there
	// is a fix: a status A of GLL, a quality above 0 of GGA
	private static final String NMEA_ARC = "([0-9]{1,3})([0-5][0-9](?:\\.[0-9]*)?)(),";

	private static final String NMEA_POSITION = NMEA_ARC + "([NS])," + NMEA_ARC + "([EW])";

	private static final Pattern GLL = Pattern.compile("\\$[A-Z]{2}GLL," + NMEA_POSITION + ",[0-9.]*,A(?:[,*].*)?");

	private static final Pattern GGA = Pattern.compile("\\$[A-Z]{2}GGA,[0-9.]*," + NMEA_POSITION + ",[1-9](?:[,*].*)?");

	/**
	 * A position in decimal degrees.
	 * @param latitude degrees north of the equator, -90 to 90
	 * @param longitude degrees east of Greenwich, -180 to 180
	 * @throws IllegalArgumentException if a number is out of range or none at all
	 */
	public Gps {
		latitude = within("latitude", latitude, 90);
		longitude = within("longitude", longitude, 180);
	}

	private static double within(String name, double degrees, int limit) {
		if (!(Math.abs(degrees) <= limit)) {
			throw new IllegalArgumentException(
					name + " must be between -" + limit + " and " + limit + " degrees, was " + degrees);
		}
		return degrees + 0.0; // so that -0.0 equals 0.0
	}

	/**
	 * A position in decimal degrees.
	 * @param latitude degrees north of the equator, -90 to 90
	 * @param longitude degrees east of Greenwich, -180 to 180
	 * @return the position
	 * @throws IllegalArgumentException if a number is out of range or none at all
	 */
	public static Gps of(double latitude, double longitude) {
		return new Gps(latitude, longitude);
	}

	/**
	 * Reads a position in each of the forms that Losant takes: decimal degrees
	 * ({@code 37.33233141,-122.0312186}), degrees, minutes and seconds
	 * ({@code 37°19'56.39"N,122°1'52.38"W}), and the sentences GLL and GGA of NMEA 0183,
	 * whose checksum is not looked at.
	 * @param text the value of an attribute
	 * @return the position
	 * @throws IllegalArgumentException if the text has another form, a receiver that has
	 * no fix, or a number out of range
	 */
	public static Gps parse(String text) {
		Matcher decimal = DECIMAL.matcher(text);
		if (decimal.matches()) {
			return new Gps(Double.parseDouble(decimal.group(1)), Double.parseDouble(decimal.group(2)));
		}
		for (Pattern form : new Pattern[] { SEXAGESIMAL, GLL, GGA }) {
			Matcher arcs = form.matcher(text.strip());
			if (arcs.matches()) {
				return new Gps(degrees(arcs, 1), degrees(arcs, 5));
			}
		}
		throw Check.refusal("gps", "must be \"latitude,longitude\" in decimal degrees, or in degrees, "
				+ "minutes and seconds, or an NMEA GLL or GGA sentence with a fix", text);
	}

	private static double degrees(Matcher arcs, int group) {
		String seconds = arcs.group(group + 2);
		double degrees = Integer.parseInt(arcs.group(group)) + Double.parseDouble(arcs.group(group + 1)) / 60
				+ (seconds.isEmpty() ? 0 : Double.parseDouble(seconds) / 3600);
		return "SW".contains(arcs.group(group + 3)) ? -degrees : degrees;
	}

	/**
	 * The position as the value of an attribute.
	 * @return decimal degrees without an exponent, as in {@code 52.52,13.405}
	 */
	public String value() {
		return decimal(this.latitude) + ',' + decimal(this.longitude);
	}

	private static String decimal(double degrees) {
		return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
	}

	/**
	 * The same as {@link #value()}.
	 */
	@Override
	public String toString() {
		return value();
	}

}
