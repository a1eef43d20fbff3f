package io.onerow.matching;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One edit by code points; near names are as good as never made by chance. */
record Edit(Kind kind, int position, String letter) {

	enum Kind {

		INSERT, DELETE, REPLACE

	}

	static Arbitrary<List<Edit>> upTo(int edits) {
		return Combinators
			.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 12).withoutEdgeCases(),
					Texts.letter())
			.as(Edit::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(edits);
	}

	static String apply(List<Edit> edits, String name) {
		String edited = name;
		for (Edit edit : edits) {
			edited = edit.applyTo(edited);
		}
		return edited;
	}

	private String applyTo(String name) {
		int length = name.codePointCount(0, name.length());
		int last = (this.kind == Kind.INSERT) ? length : length - 1;
		int start = name.offsetByCodePoints(0, Math.min(this.position, last));
		int end = (this.kind == Kind.INSERT) ? start : name.offsetByCodePoints(start, 1);
		return name.substring(0, start) + ((this.kind == Kind.DELETE) ? "" : this.letter) + name.substring(end);
	}

}
