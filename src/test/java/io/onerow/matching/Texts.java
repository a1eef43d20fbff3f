package io.onerow.matching;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

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

	private Texts() {
	}

	static Arbitrary<String> anyText() {
		Arbitrary<String> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT).map(Character::toString);
		Arbitrary<String> latin = Arbitraries.chars().range(' ', '\u017F').map(String::valueOf);
		return joined(Arbitraries.oneOf(any, latin, Arbitraries.of(AWKWARD)), 0, 14);
	}

	/** Names in which hardly a letter comes twice; a fifth of the letters is non-BMP. */
	static Arbitrary<String> name(int minLength, int maxLength) {
		return joined(letter(), minLength, maxLength);
	}

	/** Names in which segments come again elsewhere. */
	static Arbitrary<String> repetitiveName(int minLength, int maxLength) {
		return joined(Arbitraries.of("a", "b", "\u00E9", "\uD83D\uDE00", "\uD83D\uDE01"), minLength, maxLength);
	}

	static Arbitrary<String> letter() {
		Arbitrary<Integer> narrow = Arbitraries.integers().between('a', 0x17F);
		Arbitrary<Integer> wide = Arbitraries.integers().between(0x1F600, 0x1F64F);
		return Arbitraries.frequencyOf(Tuple.of(4, narrow), Tuple.of(1, wide)).map(Character::toString);
	}

	private static Arbitrary<String> joined(Arbitrary<String> part, int min, int max) {
		return part.list().ofMinSize(min).ofMaxSize(max).map((parts) -> String.join("", parts));
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
