package io.onerow.upsert;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The questions that a request has made and answered, by their ids, for its answer. For
 * the thread of the request.
 */
public final class Affected {

	private final Set<UUID> questions = new LinkedHashSet<>();

	public void add(Collection<UUID> ids) {
		this.questions.addAll(ids);
	}

	/** In the order in which they were made and answered. */
	public Set<UUID> questions() {
		return Collections.unmodifiableSet(this.questions);
	}

}
