package io.losant4j.bulk;

/**
 * What happens to states of one device and millisecond, of which Losant would keep one:
 * the later one overwrites the attributes that it carries.
 */
public enum SameTime {

	/**
	 * The later state is moved to the next free millisecond, so that all are stored. A
	 * report that is written twice is stored twice. The writer remembers what it has used
	 * for as long as it writes to the device without a pause of 15 seconds, and up to 64
	 * stretches of time of each device, those nearest to what it writes.
	 */
	MOVE_APART,

	/**
	 * They become one state with the later values, as Losant would make of them: before
	 * they are sent, if they can still be, and else by Losant. A report that is written
	 * twice is stored once.
	 */
	MERGE

}
