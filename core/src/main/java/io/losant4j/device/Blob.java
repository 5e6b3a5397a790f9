package io.losant4j.device;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Binary data, as an attribute of data type {@code blob} carries it. A state takes it,
 * holds its {@link #value()} and reads it by {@link DeviceState#blob}:
 *
 * <pre class="code">
 * DeviceState.of("picture", Blob.of(jpeg))
 * </pre>
 *
 * @param value the data in base64, padded, without line breaks
 * @see <a href="https://docs.losant.com/devices/blobs/">Losant: blob attributes</a>
 */
public record Blob(String value) {

	private static final Pattern DATA_URI = Pattern.compile("(?i)^data:[^,]*;base64,");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	/**
	 * Binary data in base64.
	 * @param value the data in base64; missing padding is added
	 * @throws IllegalArgumentException if the text is not base64
	 */
	public Blob {
		value = Base64.getEncoder().encodeToString(decode(value)); // one text for one
																	// content
	}

	private static byte[] decode(String base64) {
		try {
			return Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"blob must be base64, was not (" + base64.length() + " characters): " + ex.getMessage(), ex);
		}
	}

	/**
	 * Binary data.
	 * @param bytes the data, copied
	 * @return the blob
	 */
	public static Blob of(byte[] bytes) {
		return new Blob(Base64.getEncoder().encodeToString(bytes));
	}

	/**
	 * Reads base64 with or without a data URI's prefix ({@code data:image/png;base64,}),
	 * line breaks and padding.
	 * @param text the value of an attribute
	 * @return the blob
	 * @throws IllegalArgumentException if the text is not base64
	 */
	public static Blob parse(String text) {
		String base64 = DATA_URI.matcher(text.strip()).replaceFirst("");
		return new Blob(BLANKS.matcher(base64).replaceAll(""));
	}

	/**
	 * The data.
	 * @return a new array
	 */
	public byte[] bytes() {
		return decode(this.value);
	}

	/**
	 * The size of the data, not the data.
	 */
	@Override
	public String toString() {
		return "Blob[" + bytes().length + " bytes]";
	}

}
