package io.onerow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

import net.datafaker.Faker;

/** Names as varied as real ones, with repeats; the n-th is always the same. */
final class People {

	private static final List<String> LOCALES = List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "tr",
			"ru", "hu");

	private static final int SAMPLES = 3000;

	private static final String CONSONANTS = "bdfgklmnprstvz";

	private static final String VOWELS = "aeiou";

	private final List<List<String>> given = new ArrayList<>();

	private final List<List<String>> family = new ArrayList<>();

	People() {
		for (String locale : LOCALES) {
			Faker faker = new Faker(Locale.forLanguageTag(locale), new Random(7));
			this.given.add(distinct(() -> faker.name().firstName()));
			this.family.add(distinct(() -> faker.name().lastName()));
		}
	}

	private static List<String> distinct(Supplier<String> names) {
		TreeSet<String> distinct = new TreeSet<>();
		for (int i = 0; i < SAMPLES; i++) {
			distinct.add(names.get());
		}
		return List.copyOf(distinct);
	}

	String name(long n) {
		SplittableRandom random = new SplittableRandom(n);
		int locale = random.nextInt(LOCALES.size());
		String second = (random.nextInt(3) == 0) ? " " + common(this.given.get(locale), random) : "";
		return common(this.given.get(locale), random) + second + " " + common(this.family.get(locale), random);
	}

	/** One letter off, and the same again for the same name. */
	String misspelt(long n) {
		StringBuilder name = new StringBuilder(name(n));
		int middle = name.length() / 2;
		name.setCharAt(middle, (name.charAt(middle) == 'x') ? 'q' : 'x');
		return name.toString();
	}

	/** A name that no other number has, nor one near it. */
	static String stranger(long n) {
		SplittableRandom random = new SplittableRandom(~n);
		StringBuilder name = new StringBuilder();
		for (int syllable = 0; syllable < 9; syllable++) {
			name.append((syllable == 4) ? " " : "")
				.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
				.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
		}
		return name.toString();
	}

	// The first ones of a list are the commoner ones
	private static String common(List<String> names, SplittableRandom random) {
		double at = random.nextDouble();
		return names.get((int) (names.size() * at * Math.sqrt(at)));
	}

}
