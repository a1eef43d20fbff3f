package io.onerow.upsert;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The questions that a request has made and answered, by their ids, for its answer, and
 * how often another transaction came between. For the thread of the request.
 */
public final class Affected {

	private final Set<UUID> questions = new LinkedHashSet<>();

	private int races;

	private int asked;

	public void add(Collection<UUID> ids) {
		this.questions.addAll(ids);
	}

	/** Adds those that were made. */
	public void addAsked(Collection<UUID> ids) {
		add(ids);
		this.asked += ids.size();
	}

	/** How many were made. */
	public int asked() {
		return this.asked;
	}

	/** In the order in which they were made and answered. */
	public Set<UUID> questions() {
		return Collections.unmodifiableSet(this.questions);
	}

	void addRace() {
		this.races++;
	}

	/** How often it was tried again, or given up. */
	public int races() {
		return this.races;
	}

}
