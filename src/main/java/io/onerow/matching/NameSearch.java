package io.onerow.matching;

import org.jspecify.annotations.Nullable;

/**
 * A name that is looked for, and stored. What the index needs of it is made when it is
 * first asked for, as a hit by a key never does, and only once.
 */
public final class NameSearch {

	private final NameKey key;

	private final long letters;

	private long @Nullable [] indexKeys;

	private long @Nullable [] probeKeys;

	private NameSearch(NameKey key) {
		this.key = key;
		this.letters = key.letters();
	}

	public static NameSearch of(String name) {
		return of(NameKey.of(name));
	}

	static NameSearch of(NameKey key) {
		return new NameSearch(key);
	}

	public NameKey key() {
		return this.key;
	}

	/**
	 * The same name with its two halves the other way round, as "Smith, John" or "Smith
	 * John"; null if it has more or less than two words.
	 */
	public @Nullable NameSearch turned() {
		String[] words = this.key.value().replace(",", " ").strip().split(" +", -1);
		return (words.length == 2) ? of(new NameKey(words[1] + " " + words[0])) : null;
	}

	/** The same name with what is behind a comma in front; itself if there is none. */
	public NameSearch natural() {
		NameKey natural = this.key.natural();
		return natural.equals(this.key) ? this : of(natural);
	}

	/** As {@link NameKey#letters()}. */
	public long letters() {
		return this.letters;
	}

	/** As {@link NameKey#indexKeys()}. */
	public long[] indexKeys() {
		if (this.indexKeys == null) {
			this.indexKeys = this.key.indexKeys();
		}
		return this.indexKeys;
	}

	/** As {@link NameKey#probeKeys()}. */
	public long[] probeKeys() {
		if (this.probeKeys == null) {
			this.probeKeys = this.key.probeKeys();
		}
		return this.probeKeys;
	}

}
