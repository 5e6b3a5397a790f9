package io.losant4j.device;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FewEntriesTest {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 15, 16, 17, 200 })
	void isTheMapThatItCopies(int size) {
		Map<String, @Nullable Integer> map = numbered(size);

		Map<String, @Nullable Integer> copy = FewEntries.copyOf(map);
		map.put("later", 1);
		map.remove("later");

		assertThat(copy).isEqualTo(map).hasSameHashCodeAs(map).hasSize(size).hasToString(map.toString());
		assertThat(copy.keySet()).containsExactlyElementsOf(map.keySet());
		assertThat(copy.get("of nobody")).isNull();
		assertThat(copy).doesNotContainKey("of nobody");
		map.forEach((key, value) -> assertThat(copy).containsEntry(key, value).containsKey(key));
		List<String> seen = new ArrayList<>();
		copy.forEach((key, value) -> seen.add(key + "=" + value));
		assertThat(seen).containsExactlyElementsOf(map.entrySet().stream().map(Object::toString).toList());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 200 })
	void isNotChanged(int size) {
		Map<String, @Nullable Integer> map = numbered(size);
		Map<String, @Nullable Integer> copy = FewEntries.copyOf(map);

		map.put("later", 1);

		assertThat(copy).doesNotContainKey("later");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.put("key", 1));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> copyOfNothing().next());
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 16, 17, 40 })
	void theLastOfAKeyCountsInThePlaceOfTheFirst(int size) {
		FewEntries.Builder<String, @Nullable Integer> builder = new FewEntries.Builder<>(1);
		Map<String, @Nullable Integer> map = numbered(size);
		map.forEach(builder::put);

		builder.put("0", 7);
		map.put("0", 7);
		builder.put("" + (size - 1), null);
		map.put("" + (size - 1), null);

		assertThat(builder.build().toString()).isEqualTo(map.toString());
	}

	@Test
	void aCopyOfItselfIsItself() {
		Map<String, @Nullable Integer> copy = FewEntries.copyOf(numbered(3));

		assertThat(FewEntries.copyOf(copy)).isSameAs(copy);
	}

	private static Iterator<?> copyOfNothing() {
		return FewEntries.copyOf(Map.of()).entrySet().iterator();
	}

	private static Map<String, @Nullable Integer> numbered(int size) {
		Map<String, @Nullable Integer> map = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
			map.put("" + i, (i % 5 == 4) ? null : i);
		}
		return map;
	}

}
