package io.onerow.upsert;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a tenant says of the systems that its records come from.
 *
 * @param owners which source alone may write a field, by kind of record and field
 * @param timeMembers which member of a record says when it was so at its source, by wire
 */
public record SourceRules(Map<String, Map<String, String>> owners, Map<String, String> timeMembers) {

	/** All may write everything. */
	public static final SourceRules NONE = new SourceRules(Map.of(), Map.of());

	public SourceRules {
		owners = owners.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (kind) -> Map.copyOf(kind.getValue())));
		timeMembers = Map.copyOf(timeMembers);
	}

	/** Whether the tenant says nothing. */
	public boolean areNone() {
		return this.owners.isEmpty() && this.timeMembers.isEmpty();
	}

	/** The fields of a kind that are another source's. */
	public Set<String> foreign(String kind, String source) {
		Map<String, String> fields = this.owners.getOrDefault(kind, Map.of());
		return fields.isEmpty() ? Set.of()
				: fields.entrySet()
					.stream()
					.filter((field) -> !field.getValue().equals(source))
					.map(Map.Entry::getKey)
					.collect(Collectors.toUnmodifiableSet());
	}

}
