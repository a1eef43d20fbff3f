package io.onerow.api.console.admin;

import java.util.List;
import java.util.Set;

import io.onerow.api.failure.InvalidParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** What a form of administration asks for. */
final class Asked {

	private Asked() {
	}

	/** A value that is as a rule wants it, which is told if it is not. */
	static void check(boolean fits, String field, String rule) {
		if (!fits) {
			throw new InvalidParameter(field, rule);
		}
	}

	/** Some of the scopes that there are. */
	static Set<String> scopes(@Nullable List<String> sent, Set<String> known) {
		check(sent != null && !sent.isEmpty() && known.containsAll(sent), "scopes",
				"must be some of " + String.join(", ", known));
		return (sent != null) ? Set.copyOf(sent) : Set.of();
	}

	/** What was typed, without blanks around; null if that is nothing. */
	static @Nullable String text(String sent, String field, int longest) {
		check(sent.codePointCount(0, sent.length()) <= longest, field, "must have at most " + longest + " characters");
		return StringUtils.hasText(sent) ? sent.strip() : null;
	}

}
