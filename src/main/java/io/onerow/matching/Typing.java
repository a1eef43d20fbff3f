package io.onerow.matching;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** How far two texts are apart by errors of typing, two signs in turn being one. */
final class Typing {

	private static final DamerauLevenshteinDistance[] WITHIN = { new DamerauLevenshteinDistance(0),
			new DamerauLevenshteinDistance(1), new DamerauLevenshteinDistance(2), new DamerauLevenshteinDistance(3) };

	private Typing() {
	}

	/**
	 * Whether they are at most so many errors apart.
	 * @param errors at most three
	 */
	static boolean isWithin(int errors, String one, String other) {
		return WITHIN[errors].apply(one, other) >= 0;
	}

}
