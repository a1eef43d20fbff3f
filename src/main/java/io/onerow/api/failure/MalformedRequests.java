package io.onerow.api.failure;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the container refuses before any filter sees it: bytes that are no HTTP. A
 * line tells how many came and nothing of what they held, at most one in ten seconds.
 */
final class MalformedRequests extends ValveBase implements AccessLog {

	private static final Logger log = LoggerFactory.getLogger(MalformedRequests.class);

	private static final Duration QUIET = Duration.ofSeconds(10);

	private final Clock clock;

	private final ReentrantLock turn = new ReentrantLock();

	private Instant quietUntil = Instant.MIN;

	private long untold;

	MalformedRequests(Clock clock) {
		super(true);
		this.clock = clock;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	/** Of a request that was refused there is no context, but a status. */
	@Override
	public void log(Request request, Response response, long time) {
		if (request.getContext() == null && response.getStatus() >= 400) {
			count(response.getStatus());
		}
	}

	void count(int status) {
		this.turn.lock();
		try {
			this.untold++;
			Instant now = this.clock.instant();
			if (now.isBefore(this.quietUntil)) {
				return;
			}
			log.warn("{} malformed requests were refused, the last one with status {}", this.untold, status);
			this.untold = 0;
			this.quietUntil = now.plus(QUIET);
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
		// nothing of the request is told
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
