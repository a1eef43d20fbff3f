package io.onerow.matching;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.Property;

/** Random text for the properties, and a distance that shares nothing with the code. */
final class Texts {

	/**
	 * What moves under NFC or lowering: dotted I, dotless i, sharp s (both cases), sigma,
	 * J with caron in two parts, combining marks, hangul, compatibility forms, Deseret,
	 * emoji, white space of several kinds, lone surrogates.
	 */
	private static final List<String> AWKWARD = List.of("I", "\u0130", "\u0131", "\u00DF", "\u1E9E", "\u03A3", "\u03C3",
			"\u03C2", "J\u030C", "\u01F0", "e\u0301", "\u00C9", "\u0301", "\u0323", "\u0307", "\u0345", "\u212B",
			"\u1100\u1161", "\u01C5", "\uFB01", "\uD801\uDC00", "\uD83D\uDE00", " ", "\u00A0", "\u2003", "\u3000", "\t",
			"\u200B", "\uD800", "\uDC00");

	private static final List<String> REPEATED = List.of("a", "b", "\u00E9", "\uD83D\uDE00", "\uD83D\uDE01");

	private Texts() {
	}

	static String any(RandomGenerator random) {
		return joined(0, 14, random, Texts::anyCharacter);
	}

	/** Names in which hardly a letter comes twice; a fifth of the letters is non-BMP. */
	static String name(int minLength, int maxLength, RandomGenerator random) {
		return joined(minLength, maxLength, random, Texts::letter);
	}

	/** Names in which segments come again elsewhere. */
	static String repetitiveName(int minLength, int maxLength, RandomGenerator random) {
		return joined(minLength, maxLength, random, (source) -> Property.oneOf(REPEATED, source));
	}

	/**
	 * One or the other, of each length on both sides of those at which a limit changes.
	 */
	static String anyName(RandomGenerator random) {
		return random.nextBoolean() ? name(3, 13, random) : repetitiveName(3, 13, random);
	}

	static String letter(RandomGenerator random) {
		return Character.toString((random.nextInt(5) > 0) ? Property.between('a', 0x17F, random)
				: Property.between(0x1F600, 0x1F64F, random));
	}

	private static String anyCharacter(RandomGenerator random) {
		return switch (random.nextInt(3)) {
			case 0 -> Character.toString(Property.between(0, Character.MAX_CODE_POINT, random));
			case 1 -> Character.toString(Property.between(' ', 0x17F, random));
			default -> Property.oneOf(AWKWARD, random);
		};
	}

	private static String joined(int min, int max, RandomGenerator random, Function<RandomGenerator, String> part) {
		return Stream.generate(() -> part.apply(random))
			.limit(Property.between(min, max, random))
			.collect(Collectors.joining());
	}

	/** Levenshtein's whole matrix, by code points. */
	static int distance(String left, String right) {
		return distance(left.codePoints().toArray(), right.codePoints().toArray());
	}

	static int distance(int[] left, int[] right) {
		int[][] edits = new int[left.length + 1][right.length + 1];
		for (int i = 0; i <= left.length; i++) {
			edits[i][0] = i;
		}
		for (int j = 1; j <= right.length; j++) {
			edits[0][j] = j;
			for (int i = 1; i <= left.length; i++) {
				int kept = edits[i - 1][j - 1] + ((left[i - 1] == right[j - 1]) ? 0 : 1);
				edits[i][j] = Math.min(kept, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
			}
		}
		return edits[left.length][right.length];
	}

}
