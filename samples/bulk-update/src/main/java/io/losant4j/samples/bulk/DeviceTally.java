package io.losant4j.samples.bulk;

/**
 * What the JVM that writes says of the states of one device; it travels as one line of
 * text.
 *
 * @param deviceId the id of the device
 * @param accepted how many of its states were accepted
 * @param indeterminate of how many nobody knows
 */
record DeviceTally(String deviceId, long accepted, long indeterminate) {

	private static final String SIGN = "device ";

	static boolean isIn(String line) {
		return line.startsWith(SIGN);
	}

	static DeviceTally parse(String line) {
		String[] values = line.substring(SIGN.length()).split(" ", 3);
		return new DeviceTally(values[0], Long.parseLong(values[1]), Long.parseLong(values[2]));
	}

	DeviceTally plus(DeviceTally other) {
		return new DeviceTally(this.deviceId, this.accepted + other.accepted, this.indeterminate + other.indeterminate);
	}

	/** Whether that many can be stored. */
	boolean admits(long stored) {
		return stored >= this.accepted && stored <= this.accepted + this.indeterminate;
	}

	@Override
	public String toString() {
		return SIGN + this.deviceId + " " + this.accepted + " " + this.indeterminate;
	}

}
