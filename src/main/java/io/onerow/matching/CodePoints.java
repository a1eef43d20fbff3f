package io.onerow.matching;

import org.apache.commons.text.similarity.SimilarityInput;

/** A string by code points, so that a character outside the BMP is one edit, not two. */
final class CodePoints implements SimilarityInput<Integer> {

	private final int[] values;

	private CodePoints(int[] values) {
		this.values = values;
	}

	static CodePoints of(String text) {
		int[] values = new int[text.codePointCount(0, text.length())];
		for (int i = 0, at = 0; i < values.length; i++) {
			values[i] = text.codePointAt(at);
			at += Character.charCount(values[i]);
		}
		return new CodePoints(values);
	}

	int valueAt(int index) {
		return this.values[index];
	}

	@Override
	public Integer at(int index) {
		return this.values[index];
	}

	@Override
	public int length() {
		return this.values.length;
	}

}
