package io.onerow.imports;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file are.
 *
 * @param columns by name; one that is not in here is left out
 * @param defaults what members are where a row has nothing for them
 */
public record Mapping(Map<String, Mapped> columns, Map<String, String> defaults) {

	/**
	 * What a column is.
	 *
	 * @param dates in which order its dates are written; null for what the column shows
	 * @param values what some of its cells mean, by what they are
	 */
	public record Mapped(String member, @Nullable DateOrder dates, Map<String, String> values) {

		static Mapped of(String member) {
			return new Mapped(member, null, Map.of());
		}

	}

}
