package io.losant4j.samples.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the file.
 *
 * @param number which row, from 1, the header not counted
 * @param cells the cells by column; one that the row does not have is empty
 * @param surplus the cells that no column is for, without those that are empty
 */
record Row(long number, Map<String, String> cells, List<String> surplus) {

	String cell(String column) {
		return this.cells.getOrDefault(column, "");
	}

	Row with(String column, String cell) {
		Map<String, String> changed = new LinkedHashMap<>(this.cells);
		changed.put(column, cell);
		return new Row(this.number, changed, this.surplus);
	}

}
