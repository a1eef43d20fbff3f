package io.onerow.api.console.admin;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next behind which one the list goes on; null at its end
 */
record Listed<T>(List<T> items, @Nullable String next) {

	static final int SIZE = 50;

	static <T> Listed<T> of(List<T> items, Function<T, String> id) {
		return new Listed<>(items, (items.size() == SIZE) ? id.apply(items.get(SIZE - 1)) : null);
	}

}
