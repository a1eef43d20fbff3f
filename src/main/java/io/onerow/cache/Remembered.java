package io.onerow.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What was found is remembered, what was not is looked up each time; those who ask for
 * the same at once share one look-up. It runs outside of the map, whose lock would hold
 * the carrier of a virtual thread, on Java 21 to 23, for as long as the database takes.
 */
public final class Remembered<K, V> {

	private final AsyncCache<K, V> found;

	public Remembered(Caffeine<Object, Object> settings) {
		this.found = settings.buildAsync();
	}

	/** A look-up that fails does so for all who share it, and is not remembered. */
	public Optional<V> find(K key, Supplier<Optional<V>> lookup) {
		CompletableFuture<V> known = this.found.getIfPresent(key);
		if (known != null) {
			return await(known);
		}
		CompletableFuture<V> mine = new CompletableFuture<>();
		CompletableFuture<V> others = this.found.asMap().putIfAbsent(key, mine);
		return (others != null) ? await(others) : complete(mine, lookup);
	}

	/** It is looked up again; a look-up that runs just now may still be remembered. */
	public void forget(K key) {
		this.found.asMap().remove(key);
	}

	/** The same for all values that are so. */
	public void forgetAll(Predicate<V> which) {
		this.found.synchronous().asMap().values().removeIf(which);
	}

	// a future that fails or has nothing is removed by the cache
	private Optional<V> complete(CompletableFuture<V> mine, Supplier<Optional<V>> lookup) {
		try {
			Optional<V> value = lookup.get();
			mine.complete(value.orElse(null));
			return value;
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
	}

	private Optional<V> await(CompletableFuture<V> known) {
		try {
			return Optional.ofNullable(known.join());
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

}
