package io.onerow.administration;

import org.jspecify.annotations.Nullable;

/** A change is refused for what is there. */
public class Conflict extends RuntimeException {

	private final @Nullable String member;

	/**
	 * @param member of the request that is in the way; null if it is none
	 * @param words what is wrong, such as {@code is that of a tenant already}
	 */
	Conflict(@Nullable String member, String words) {
		super(words, null, false, false);
		this.member = member;
	}

	public @Nullable String member() {
		return this.member;
	}

}
