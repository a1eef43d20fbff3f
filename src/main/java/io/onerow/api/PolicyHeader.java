package io.onerow.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import io.onerow.upsert.AskedPolicy;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The header Onerow-Match-Policy: an item of RFC 9651, a token with a parameter, such as
 * {@code guarded; on-doubt=create}.
 */
public final class PolicyHeader {

	public static final String NAME = "Onerow-Match-Policy";

	/** The words for the policies. */
	public static final Map<String, Policy> POLICIES = words(Policy.values(), Policy::toString);

	/** The words for what becomes of a doubt. */
	public static final Map<String, OnDoubt> ON_DOUBT = words(OnDoubt.values(), OnDoubt::toString);

	private static final Pattern ITEM = Pattern
		.compile("([A-Za-z][!-~&&[^;=\",]]*)(?:; *on-doubt=([A-Za-z][!-~&&[^;=\",]]*))?");

	private PolicyHeader() {
	}

	private static <E> Map<String, E> words(E[] values, Function<E, String> word) {
		return Stream.of(values)
			.collect(Collectors.toMap(word, Function.identity(), (one, other) -> one, java.util.LinkedHashMap::new));
	}

	/**
	 * What the request asks for; null if it does not.
	 * @throws InvalidParameter if that is no policy
	 */
	static @Nullable AskedPolicy of(HttpServletRequest request) {
		List<String> sent = WriteHeaders.sent(request, NAME);
		if (sent.isEmpty()) {
			return null;
		}
		Matcher item = ITEM.matcher(sent.get(0).strip());
		if (sent.size() > 1 || !item.matches()) {
			throw InvalidParameter.ofHeader(NAME, "must be one policy, such as guarded; on-doubt=create");
		}
		Policy policy = POLICIES.get(item.group(1));
		if (policy == null) {
			throw InvalidParameter.ofHeader(NAME, "must be one of " + String.join(", ", POLICIES.keySet()));
		}
		OnDoubt onDoubt = (item.group(2) != null) ? ON_DOUBT.get(item.group(2)) : null;
		if (item.group(2) != null && onDoubt == null) {
			throw InvalidParameter.ofHeader(NAME,
					"must have as on-doubt one of " + String.join(", ", ON_DOUBT.keySet()));
		}
		return new AskedPolicy(policy, onDoubt);
	}

}
