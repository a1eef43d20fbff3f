package io.onerow.api.console.admin;

import java.util.List;
import java.util.Set;

import io.onerow.api.console.FormFault;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** What a form of administration asks for. */
final class Asked {

	private Asked() {
	}

	/** A value that is as {@link FormFault} says, which is told if it is not. */
	static void check(boolean fits, String field, String text, Object... values) {
		if (!fits) {
			throw FormFault.of(field, text, values);
		}
	}

	/** Some of the scopes that there are. */
	static Set<String> scopes(@Nullable List<String> sent, Set<String> known) {
		check(sent != null && !sent.isEmpty() && known.containsAll(sent), "scopes", "some", String.join(", ", known));
		return (sent != null) ? Set.copyOf(sent) : Set.of();
	}

	/** What was typed, without blanks around; null if that is nothing. */
	static @Nullable String text(String sent, String field, int longest) {
		check(sent.codePointCount(0, sent.length()) <= longest, field, "long", longest);
		return StringUtils.hasText(sent) ? sent.strip() : null;
	}

	/** What becomes of a value by what was typed: nothing clears it. */
	static Change<String> change(String sent, String field, int longest) {
		String text = text(sent, field, longest);
		return (text != null) ? Change.set(text) : Change.clear();
	}

}
