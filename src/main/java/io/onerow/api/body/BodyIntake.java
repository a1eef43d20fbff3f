package io.onerow.api.body;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

import io.onerow.OutOfMemory;
import io.onerow.api.share.Limits;
import io.onerow.api.share.NoRoom;
import io.onerow.api.share.Rooms;
import io.onerow.api.share.Turns;
import io.onerow.security.secrets.TryLater;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Takes in one body without a thread that waits for it. What came with the headers is
 * read at once; for the rest the container calls back, and dispatches the request when
 * all has come, or when it is known that nothing good will. A body that is refused for
 * what it holds is read on for a while, for a client that reads the answer only when it
 * has sent everything.
 */
final class BodyIntake implements ReadListener, AsyncListener {

	private static final int CHUNK = 8 << 10;

	/** What is read in one turn. */
	static final int PART = 64 << 10;

	private static final int MOST_DISCARDED = 32 << 20;

	private final HttpServletRequest request;

	private final ServletInputStream input;

	private final ArrivingBody body;

	private final long declared;

	private final Limits limits;

	private final Turns turns;

	private final Semaphore line;

	private final long start = System.nanoTime();

	/** The deadline comes on another thread than the bytes. */
	private final ReentrantLock access = new ReentrantLock();

	private @Nullable AsyncContext context;

	private @Nullable Future<?> deadline;

	private @Nullable IOException refusal;

	private long discarded;

	private boolean dispatched;

	BodyIntake(HttpServletRequest request, ArrivingBody body, Limits limits, Turns turns) throws IOException {
		this.request = request;
		this.input = request.getInputStream();
		this.body = body;
		this.declared = request.getContentLengthLong();
		this.limits = limits;
		this.turns = turns;
		this.line = turns.line();
	}

	/**
	 * Reads what is here of a small body, and tells whether that is all. Of a body in
	 * chunks one cannot know without waiting.
	 */
	boolean isHere() throws IOException {
		if (!Rooms.isSmall(this.declared)) {
			return false;
		}
		byte[] chunk = new byte[(int) Math.min(this.declared, CHUNK)];
		while (this.body.length() < this.declared && this.input.available() > 0) {
			this.body.append(chunk, this.input.read(chunk));
		}
		return this.body.length() == this.declared;
	}

	/** Lets the rest come, and then has the request dispatched. */
	void await() throws IOException {
		this.body.await();
		AsyncContext started = this.request.startAsync();
		started.setTimeout(0);
		started.addListener(this);
		this.context = started;
		this.deadline = Deadlines.in(deadline(), this::endLate);
		this.input.setReadListener(this);
		ConnectionValve.letSend(this.request);
	}

	/**
	 * The body, after the dispatch or when it was here at once.
	 * @throws IOException why it is refused
	 */
	Spool body() throws IOException {
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.body.whole();
	}

	/** Values, names and brackets, if it is JSON. */
	long tokens() {
		return this.body.tokens();
	}

	void discard() {
		this.access.lock();
		try {
			this.body.discard();
		}
		finally {
			this.access.unlock();
		}
	}

	private Duration deadline() {
		Duration most = this.limits.bodyDeadline();
		if (this.declared < 0) {
			return most;
		}
		Duration deadline = this.limits.bodyGrace().plusMillis(this.declared * 1000 / this.limits.bodyRate().toBytes());
		return (deadline.compareTo(most) < 0) ? deadline : most;
	}

	/** Beyond the grace a body keeps to the rate, so that nobody sends for ever. */
	private boolean isSlow() {
		long late = System.nanoTime() - this.start - this.limits.bodyGrace().toNanos();
		return late / 1e9 * this.limits.bodyRate().toBytes() > this.body.length() + this.discarded;
	}

	private void endLate() {
		try {
			end(new BodyTooSlow());
		}
		catch (IllegalStateException ex) {
			// the client has gone meanwhile
		}
	}

	private void end(IOException why) {
		this.access.lock();
		try {
			if (!this.dispatched) {
				refuse(why);
				dispatch();
			}
		}
		finally {
			this.access.unlock();
		}
	}

	/** A small body never waits for a turn, which may come after many large ones. */
	@Override
	public void onDataAvailable() throws IOException {
		boolean more = take(Rooms.SMALL);
		while (more) {
			more = takeInTurn();
		}
	}

	private boolean takeInTurn() throws IOException {
		try {
			return this.turns.in(this.line, () -> take(PART));
		}
		catch (TryLater ex) {
			end(new NoRoom());
			return false;
		}
	}

	/**
	 * Takes what is here, but in one go no more of it than given.
	 * @return whether there may be more here
	 */
	private boolean take(int most) throws IOException {
		this.access.lock();
		try {
			byte[] chunk = new byte[CHUNK];
			int taken = 0;
			while (!this.dispatched && taken < most && this.input.isReady()) {
				int read = this.input.read(chunk);
				if (read < 0) {
					break;
				}
				// of a chunk it may be the head alone: asking again registers for more
				if (read > 0) {
					accept(chunk, read);
					taken += read;
				}
			}
			if (!this.input.isFinished() && isSlow()) {
				end(new BodyTooSlow());
			}
			return taken >= most && !this.dispatched;
		}
		finally {
			this.access.unlock();
		}
	}

	private void accept(byte[] chunk, int read) {
		try {
			if (this.refusal == null) {
				this.body.append(chunk, read);
			}
			else {
				this.discarded += read;
			}
		}
		catch (IOException ex) {
			refuse(ex);
		}
		if (this.discarded > MOST_DISCARDED) {
			dispatch();
		}
	}

	private void refuse(IOException ex) {
		if (this.refusal == null) {
			this.refusal = ex;
			this.body.discard();
		}
	}

	private void dispatch() {
		if (!this.dispatched && this.context != null) {
			this.dispatched = true;
			if (this.deadline != null) {
				this.deadline.cancel(false);
			}
			this.context.dispatch();
		}
	}

	@Override
	public void onAllDataRead() {
		this.access.lock();
		try {
			dispatch();
		}
		finally {
			this.access.unlock();
		}
	}

	@Override
	public void onError(Throwable thrown) {
		OutOfMemory.endIfIn(thrown);
		discard();
	}

	/** Has none: see {@link Deadlines}. */
	@Override
	public void onTimeout(AsyncEvent event) {
		throw new IllegalStateException("A body has a deadline of its own");
	}

	/** Nobody is left to answer. */
	@Override
	public void onError(AsyncEvent event) {
		this.access.lock();
		try {
			if (!this.dispatched) {
				this.dispatched = true;
				event.getAsyncContext().complete();
			}
		}
		finally {
			this.access.unlock();
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		discard();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// the request is not made asynchronous a second time
	}

}
