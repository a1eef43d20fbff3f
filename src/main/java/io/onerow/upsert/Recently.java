package io.onerow.upsert;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The directories where something happened not longer ago than that; of more than 10,000
 * some are forgotten before.
 */
public final class Recently {

	private static final int MOST = 10_000;

	private final Cache<Object, Boolean> directories;

	public Recently(Duration past) {
		this.directories = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(past).build();
	}

	/** It happens there now. */
	public void in(Object directory) {
		this.directories.put(directory, true);
	}

	public boolean was(Object directory) {
		return this.directories.getIfPresent(directory) != null;
	}

}
