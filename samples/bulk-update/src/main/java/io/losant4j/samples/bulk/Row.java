package io.losant4j.samples.bulk;

import java.util.Map;

/**
 * A row of the file.
 *
 * @param number which row, from 1, the header not counted
 * @param cells the cells by column; one that the row does not have is empty
 */
record Row(long number, Map<String, String> cells) {

	String cell(String column) {
		return this.cells.getOrDefault(column, "");
	}

}
