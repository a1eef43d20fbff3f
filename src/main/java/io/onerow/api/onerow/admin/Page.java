package io.onerow.api.onerow.admin;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.failure.InvalidParameter;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where to go on; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Page<T>(List<T> items, @Nullable String next) {

	private static final int MOST = 1_000;

	/** Of what was found for a limit, by the key that the list is in order of. */
	static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
		return new Page<>(found, (found.size() == limit) ? key.apply(found.get(limit - 1)) : null);
	}

	static int limit(int sent) {
		if (sent < 1 || sent > MOST) {
			throw new InvalidParameter("limit", "must be from 1 to " + MOST);
		}
		return sent;
	}

}
