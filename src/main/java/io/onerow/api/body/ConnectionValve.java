package io.onerow.api.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.onerow.api.share.Turns;
import io.onerow.security.secrets.TryLater;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose answer was cut off, and those answered before their body was read:
 * for these the container would hold a thread until all of it has come; here the answer
 * goes out, and the client may go on sending for a while to nobody, so that it gets to
 * read the answer.
 */
public final class ConnectionValve extends ValveBase {

	private static final String CONTINUE = ConnectionValve.class.getName();

	private static final String HANG_UP = CONTINUE + ".HANG_UP";

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final int MOST_BYTES = 32 << 20;

	private final Turns turns;

	ConnectionValve(Turns turns) {
		super(true);
		this.turns = turns;
	}

	/** Tells a client that waits for it that it may send its body. */
	static void letSend(HttpServletRequest request) {
		if (request.getAttribute(CONTINUE) instanceof Runnable go) {
			go.run();
		}
	}

	/** Ends the connection, so that an answer that was cut off does not look whole. */
	public static void hangUp(HttpServletRequest request) {
		request.setAttribute(HANG_UP, true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.getCoyoteRequest().hasExpectation()) {
			Runnable go = () -> response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
			request.setAttribute(CONTINUE, go);
		}
		getNext().invoke(request, response);
		if (request.getAttribute(HANG_UP) != null) {
			request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
			return;
		}
		if (request.isAsync() || request.isFinished()) {
			return;
		}
		// the container has refused it before there was a context to linger in
		if (request.getContext() == null || request.getCoyoteRequest().getReadListener() != null
				|| request.getCoyoteRequest().hasExpectation() || !request.isAsyncSupported()) {
			leaveRest(request.getCoyoteRequest());
			return;
		}
		response.finishResponse();
		Lingering.start(request, this.turns);
	}

	/** To the container this is an error, which it must not report: the answer stands. */
	private static void leaveRest(org.apache.coyote.Request request) {
		request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		request.getResponse().resetError();
	}

	/**
	 * Reads on, and closes the connection if that takes too long. Below the stream of the
	 * request, which is closed by now.
	 */
	private static final class Lingering implements ReadListener, AsyncListener, ApplicationBufferHandler {

		private final org.apache.coyote.Request input;

		private final AsyncContext context;

		private final Turns turns;

		private ByteBuffer nowhere = ByteBuffer.allocate(0);

		private long discarded;

		private @Nullable Future<?> deadline;

		private final AtomicBoolean ended = new AtomicBoolean();

		private Lingering(Request request, Turns turns) {
			this.turns = turns;
			this.input = request.getCoyoteRequest();
			this.context = request.startAsync();
		}

		static void start(Request request, Turns turns) {
			Lingering lingering = new Lingering(request, turns);
			lingering.context.setTimeout(0);
			lingering.context.addListener(lingering);
			lingering.deadline = Deadlines.in(LONGEST, lingering::end);
			lingering.input.setReadListener(lingering);
		}

		@Override
		public void onDataAvailable() throws IOException {
			boolean more = true;
			while (more) {
				more = readInTurn();
			}
		}

		private boolean readInTurn() throws IOException {
			try {
				return this.turns.in(this.turns.strangers(), this::read);
			}
			catch (TryLater ex) {
				end();
				return false;
			}
		}

		private boolean read() throws IOException {
			int taken = 0;
			// asked once all is read, the container would drop what follows the body
			while (!this.ended.get() && taken < BodyIntake.PART && !this.input.isFinished() && this.input.isReady()) {
				int count = this.input.doRead(this);
				if (count < 0) {
					return false;
				}
				taken += count;
			}
			this.discarded += taken;
			if (this.discarded > MOST_BYTES) {
				end();
			}
			return taken >= BodyIntake.PART && !this.ended.get();
		}

		private void end() {
			if (this.ended.compareAndSet(false, true)) {
				leaveRest(this.input);
				complete();
			}
		}

		private void complete() {
			try {
				this.context.complete();
			}
			catch (IllegalStateException ex) {
				// the client has gone meanwhile
			}
		}

		/** The connection can go on. */
		@Override
		public void onAllDataRead() {
			if (this.ended.compareAndSet(false, true)) {
				complete();
			}
		}

		/** Has none: see {@link Deadlines}. */
		@Override
		public void onTimeout(AsyncEvent event) {
			throw new IllegalStateException("Lingering has a deadline of its own");
		}

		@Override
		public void onError(Throwable thrown) {
			// the connection is gone
		}

		@Override
		public void onError(AsyncEvent event) {
			if (this.ended.compareAndSet(false, true)) {
				complete();
			}
		}

		@Override
		public void onComplete(AsyncEvent event) {
			if (this.deadline != null) {
				this.deadline.cancel(false);
			}
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// nothing starts it again
		}

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.nowhere = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.nowhere;
		}

		@Override
		public void expand(int size) {
			// the container brings its own buffer
		}

	}

}
