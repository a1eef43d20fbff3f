package io.onerow.api.share;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.security.secrets.TryLater;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;

import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Lets work that keeps a processor for milliseconds come in turns: a part of a list, a
 * part of a large body that arrives, all of it that is parsed. All of that together has
 * half of the processors, and a tenant half of that, so that an upsert never stands
 * behind a crowd of it, nor one tenant's behind another's.
 */
public final class Turns {

	/** In one line. Before Java 21 each of them holds one of 1,000 threads. */
	static final int MOST_WAITING = 150;

	private final Cache<TenantId, Semaphore> own = Caffeine.newBuilder().weakValues().build();

	private final Semaphore strangers;

	private final Semaphore all;

	private final int forTenant;

	private final Duration wait;

	Turns(Limits limits) {
		this((limits.turns() > 0) ? limits.turns() : Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
				limits.turnWait());
	}

	private Turns(int turns, Duration wait) {
		this(turns, Math.max(1, turns / 2), wait);
	}

	/**
	 * For other work that is not to be done by too many at once.
	 * @param forTenant how many of the turns one tenant may have
	 */
	Turns(int turns, int forTenant, Duration wait) {
		this.all = new Semaphore(turns, true);
		this.forTenant = forTenant;
		this.strangers = new Semaphore(1, true);
		this.wait = wait;
	}

	/**
	 * Does work of the caller when it is its turn. It must not wait for a client, nor
	 * take another turn.
	 * @throws TryLater if its turn does not come in time, or many others wait
	 */
	public <T, E extends Exception> T take(Work<T, E> work) throws E {
		return in(line(), work);
	}

	/** Where all stand who are nobody's. */
	public Semaphore strangers() {
		return this.strangers;
	}

	/** Where the caller of the current request stands in line, for work to come. */
	public Semaphore line() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller)
				? this.own.get(caller.tenant(), (tenant) -> new Semaphore(this.forTenant, true)) : this.strangers;
	}

	/**
	 * Does work of somebody.
	 * @param line as {@link #line()} gave it
	 * @throws TryLater as {@link #take(Work)}
	 */
	public <T, E extends Exception> T in(Semaphore line, Work<T, E> work) throws E {
		return take(line, () -> take(this.all, work));
	}

	private <T, E extends Exception> T take(Semaphore turns, Work<T, E> work) throws E {
		if (!Waiting.tryAcquire(turns, 1, MOST_WAITING, this.wait)) {
			throw TryLater.busy();
		}
		try {
			return work.run();
		}
		finally {
			turns.release();
		}
	}

	/** What is done in a turn. */
	@FunctionalInterface
	public interface Work<T, E extends Exception> {

		T run() throws E;

	}

}
