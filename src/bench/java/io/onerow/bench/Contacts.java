package io.onerow.bench;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The contacts of a directory, numbered from 0, and the upserts of them.
 *
 * @param from the number of the first that upserts change
 * @param size how many they change
 */
record Contacts(People people, UUID directory, int from, int size) {

	private static final List<String> LANGUAGES = List.of("de", "fr", "es", "it", "nl", "pl", "en");

	// A prime: visits all numbers of a smaller range, in no order that an index knows
	private static final long STEP = 15_485_863;

	static String email(UUID directory, long contact) {
		return String.format(Locale.ROOT, "user.%08d@%s.example", contact, directory.toString().substring(28));
	}

	int contact(long n) {
		return this.from + (int) (n * STEP % this.size);
	}

	/** Differs from that of the same contact the last time. */
	String language(long n) {
		return LANGUAGES.get((int) (n / this.size % LANGUAGES.size()));
	}

	Request changed(long n) {
		return known(contact(n), language(n));
	}

	Request unchanged(long n) {
		return known(contact(n), "en");
	}

	private Request known(int contact, String language) {
		return upsert(this.people.name(contact), email(this.directory, contact), language);
	}

	/** A name that is far from all others, and that nobody has had. */
	Request renamed(long n) {
		return upsert(newName(n), email(this.directory, contact(n)), "en");
	}

	static String newName(long n) {
		return People.stranger(50_000_000 + n);
	}

	Request created(long n) {
		return upsert(People.stranger(n), "new." + n + "@example.org", "en");
	}

	/** Without an address, one edit off what is stored: by turns misspelt and right. */
	Request byName(long n) {
		int contact = contact(n);
		boolean right = n / this.size % 2 == 1;
		String name = right ? this.people.name(contact) : this.people.misspelt(contact);
		return new Request(path(), "{\"fullName\":\"" + name + "\",\"language\":\"en\"}");
	}

	private Request upsert(String name, String email, String language) {
		return new Request(path(),
				"{\"fullName\":\"" + name + "\",\"email\":\"" + email + "\",\"language\":\"" + language + "\"}");
	}

	private String path() {
		return "/api/public/v1/accounts/" + this.directory + "/contacts/upsert";
	}

}
