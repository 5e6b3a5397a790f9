package io.losant4j.device;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What a device reports at a time: a few entries in the order in which they came, nulls
 * among their values, in one array that is looked through from its beginning. A third of
 * the memory of a map that hashes. Immutable.
 *
 * @param <K> the type of a key
 * @param <V> the type of a value
 */
final class FewEntries<K, V> extends AbstractMap<K, V> implements Serializable {

	private static final long serialVersionUID = 1;

	/** More are found faster by their hashes. */
	static final int MOST = 16;

	/** Key, value, key, value. */
	private final transient @Nullable Object[] entries;

	private final transient int size;

	private FewEntries(@Nullable Object[] entries, int size) {
		this.entries = entries;
		this.size = size;
	}

	/** A copy, however many there are. */
	static <K, V> Map<K, V> copyOf(Map<K, V> entries) {
		if (entries instanceof FewEntries) {
			return entries;
		}
		if (entries.size() > MOST) {
			return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
		}
		Builder<K, V> copy = new Builder<>(entries.size());
		entries.forEach(copy::put);
		return copy.build();
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return indexOf(key, this.entries, this.size) >= 0;
	}

	@Override
	public @Nullable V get(@Nullable Object key) {
		int index = indexOf(key, this.entries, this.size);
		return (index >= 0) ? value(index) : null;
	}

	@Override
	@SuppressWarnings("NullAway") // values may be null wherever V says so
	public void forEach(BiConsumer<? super K, ? super V> action) {
		for (int i = 0; i < this.size; i++) {
			action.accept(key(i), value(i));
		}
	}

	@Override
	public Set<Entry<K, V>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public int size() {
				return FewEntries.this.size;
			}

			@Override
			public Iterator<Entry<K, V>> iterator() {
				return new Entries();
			}

		};
	}

	/** What is stored can be read without this class. */
	private Object writeReplace() {
		return new LinkedHashMap<>(this);
	}

	private static int indexOf(@Nullable Object key, @Nullable Object[] entries, int size) {
		for (int i = 0; i < size; i++) {
			if (Objects.equals(entries[2 * i], key)) {
				return i;
			}
		}
		return -1;
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // put in as a K, which may be null
	private K key(int index) {
		return (K) this.entries[2 * index];
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // put in as a V, which may be null
	private V value(int index) {
		return (V) this.entries[2 * index + 1];
	}

	private final class Entries implements Iterator<Entry<K, V>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < FewEntries.this.size;
		}

		@Override
		public Entry<K, V> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			int index = this.next++;
			return new SimpleImmutableEntry<>(key(index), value(index));
		}

	}

	/**
	 * Collects entries; the last of the same key counts, in the place of the first.
	 *
	 * @param <K> the type of a key
	 * @param <V> the type of a value
	 */
	static final class Builder<K, V> {

		private @Nullable Object[] entries;

		private int size;

		/** All of them, once they are many. */
		private @Nullable Map<K, V> many;

		/** Begins with none. */
		Builder(int expected) {
			this.entries = new Object[2 * Math.min(expected, MOST)];
		}

		void put(K key, @Nullable V value) {
			int index = (this.many != null) ? -1 : indexOf(key, this.entries, this.size);
			if (index >= 0) {
				this.entries[2 * index + 1] = value;
			}
			else if (this.many == null && this.size < MOST) {
				add(key, value);
			}
			else {
				many().put(key, value);
			}
		}

		private void add(K key, @Nullable V value) {
			if (2 * this.size == this.entries.length) {
				this.entries = Arrays.copyOf(this.entries, Math.max(8, 2 * this.entries.length));
			}
			this.entries[2 * this.size] = key;
			this.entries[2 * this.size + 1] = value;
			this.size++;
		}

		@SuppressWarnings("NullAway") // values may be null wherever V says so
		private Map<K, V> many() {
			if (this.many == null) {
				this.many = new LinkedHashMap<>(new FewEntries<K, V>(this.entries, this.size));
			}
			return this.many;
		}

		/** All that was put in; nothing more can be. */
		Map<K, V> build() {
			return (this.many != null) ? Collections.unmodifiableMap(this.many)
					: new FewEntries<>(this.entries, this.size);
		}

	}

}
