package io.onerow.upsert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Where what several requests send to the database travels together: what comes while as
 * many calls as there may be are on their way waits and goes in the next one, in the
 * order in which it came; else it goes at once. One of those who wait makes the call for
 * all.
 *
 * @param <T> what is sent
 * @param <R> what is answered
 */
public final class Convoy<T, R> {

	/** Of one call. */
	static final int MOST = 64;

	private final BiFunction<List<T>, Runnable, List<R>> call;

	private final int abreast;

	private final Duration patience;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Traveller<T, R>> waiting = new ArrayDeque<>();

	/** Of calls that are on their way, or that somebody has been told to make. */
	private int calls;

	/**
	 * @param call answers each in its place, and never waits longer for one of them than
	 * the others can; it may let the next call begin before it ends
	 * @param abreast how many calls may be on their way
	 * @param patience how long one waits for those that are on their way
	 */
	public Convoy(BiFunction<List<T>, Runnable, List<R>> call, int abreast, Duration patience) {
		this.call = call;
		this.abreast = abreast;
		this.patience = patience;
	}

	/**
	 * Sends it with the others and answers what came back for it.
	 * @throws RuntimeException of the call, which then has failed for all
	 */
	public R send(T item) {
		Traveller<T, R> one = new Traveller<>(item);
		boolean interrupted = !comes(one) && waits(one);
		if (one.leads) {
			lead(one);
		}
		if (interrupted) {
			// not before: it would end the connection of all who travel with this one
			Thread.currentThread().interrupt();
		}
		return one.answer();
	}

	/** How many wait for the next call. */
	int waiting() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether it makes a call at once. */
	private boolean comes(Traveller<T, R> one) {
		this.lock.lock();
		try {
			one.leads = this.calls < this.abreast;
			if (one.leads) {
				this.calls++;
			}
			else {
				this.waiting.add(one);
			}
			return one.leads;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Until it has travelled, or is to make a call; says whether it was interrupted. */
	private boolean waits(Traveller<T, R> one) {
		Deadline end = Deadline.in(this.patience);
		boolean interrupted = false;
		while (one.isWaiting()) {
			// what is on its way ends by itself
			LockSupport.parkNanos(this, end.isOver() ? this.patience.toNanos() : end.left().toNanos());
			interrupted |= Thread.interrupted();
			if (end.isOver()) {
				goesBeside(one);
			}
		}
		return interrupted;
	}

	/** Makes a call of its own, unless it is on its way. */
	private void goesBeside(Traveller<T, R> one) {
		this.lock.lock();
		try {
			if (this.waiting.remove(one)) {
				this.calls++;
				one.leads = true;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void lead(Traveller<T, R> one) {
		List<Traveller<T, R>> together = begin(one);
		AtomicBoolean ended = new AtomicBoolean();
		Runnable next = () -> {
			if (!ended.getAndSet(true)) {
				end();
			}
		};
		try {
			List<R> answers = this.call.apply(together.stream().map(Traveller::item).toList(), next);
			for (int i = 0; i < together.size(); i++) {
				together.get(i).arrives(answers.get(i), null);
			}
		}
		catch (RuntimeException | Error ex) {
			together.forEach((each) -> each.arrives(null, ex));
		}
		finally {
			next.run();
		}
	}

	private List<Traveller<T, R>> begin(Traveller<T, R> first) {
		this.lock.lock();
		try {
			List<Traveller<T, R>> together = new ArrayList<>();
			together.add(first);
			while (together.size() < MOST && !this.waiting.isEmpty()) {
				together.add(this.waiting.remove());
			}
			return together;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end() {
		this.lock.lock();
		try {
			Traveller<T, R> next = (this.calls <= this.abreast) ? this.waiting.poll() : null;
			if (next != null) {
				next.leads();
			}
			else {
				this.calls--;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** One of those who wait, and its thread. */
	private static final class Traveller<T, R> {

		private final T item;

		private final Thread thread = Thread.currentThread();

		private volatile boolean leads;

		private volatile @Nullable R answer;

		private volatile @Nullable Throwable failure;

		Traveller(T item) {
			this.item = item;
		}

		T item() {
			return this.item;
		}

		boolean isWaiting() {
			return !this.leads && this.answer == null && this.failure == null;
		}

		void leads() {
			this.leads = true;
			LockSupport.unpark(this.thread);
		}

		void arrives(@Nullable R answer, @Nullable Throwable failure) {
			this.failure = failure;
			this.answer = answer;
			LockSupport.unpark(this.thread);
		}

		R answer() {
			R answer = this.answer;
			if (answer != null) {
				return answer;
			}
			if (this.failure instanceof Error error) {
				throw error;
			}
			if (this.failure instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException("Nothing was answered");
		}

	}

}
