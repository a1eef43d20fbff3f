package io.onerow.upsert;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The convoys of all lanes: those who send on lanes that are equal travel together. A
 * lane is remembered as long as somebody is on it.
 */
public final class Convoys<T, R> {

	private final Cache<Object, Convoy<T, R>> lanes = Caffeine.newBuilder().weakValues().build();

	private final BiFunction<List<T>, Runnable, List<R>> call;

	private final int abreast;

	private final Duration patience;

	/** As {@link Convoy}. */
	public Convoys(BiFunction<List<T>, Runnable, List<R>> call, int abreast, Duration patience) {
		this.call = call;
		this.abreast = abreast;
		this.patience = patience;
	}

	/** As {@link Convoy#send}. */
	public R send(Object lane, T item) {
		return this.lanes.get(lane, (unknown) -> new Convoy<>(this.call, this.abreast, this.patience)).send(item);
	}

}
