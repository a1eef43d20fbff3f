package io.onerow.api.sam;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.onerow.api.RecordFields;

import org.springframework.stereotype.Component;

/** What contacts have besides on this wire: the members that no rule looks at. */
@Component
class SamFields implements RecordFields {

	@Override
	public Map<String, Set<String>> byKind() {
		return Map.of("contact",
				Member.ALL.stream()
					.filter(Predicate.not(Member::column))
					.map(Member::name)
					.collect(Collectors.toUnmodifiableSet()));
	}

}
