package io.onerow.matching;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.onerow.Property;

/** One edit by code points; near names are as good as never made by chance. */
record Edit(Kind kind, int position, String letter) {

	enum Kind {

		INSERT, DELETE, REPLACE

	}

	/** The text after one edit or more. */
	static String upTo(int edits, String name, RandomGenerator random) {
		String edited = name;
		for (Edit edit : upTo(edits, random)) {
			edited = edit.applyTo(edited);
		}
		return edited;
	}

	private static List<Edit> upTo(int edits, RandomGenerator random) {
		return Stream.generate(() -> any(random)).limit(Property.between(1, edits, random)).toList();
	}

	private static Edit any(RandomGenerator random) {
		return new Edit(Property.oneOf(List.of(Kind.values()), random), random.nextInt(13), Texts.letter(random));
	}

	private String applyTo(String name) {
		int length = name.codePointCount(0, name.length());
		int last = (this.kind == Kind.INSERT) ? length : length - 1;
		int start = name.offsetByCodePoints(0, Math.min(this.position, last));
		int end = (this.kind == Kind.INSERT) ? start : name.offsetByCodePoints(start, 1);
		return name.substring(0, start) + ((this.kind == Kind.DELETE) ? "" : this.letter) + name.substring(end);
	}

}
