package io.onerow.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.onerow.security.Dialects;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes the time of each request, from its first byte to the last one of its answer, once
 * and where the container would write its access log. Its labels are routes and wires, of
 * which there are as many as are declared, and nothing that a client can make up.
 */
final class RequestMeters extends ValveBase implements AccessLog {

	private static final String UNKNOWN = "UNKNOWN";

	private static final String NO_WIRE = "none";

	/** Where what no controller has answered ends up. */
	private static final Set<String> UNDECLARED = Set.of("/**", "/error");

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private static final Duration[] BUCKETS = { Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(10),
			Duration.ofMillis(30), Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1),
			Duration.ofSeconds(3), Duration.ofSeconds(10) };

	private final MeterRegistry registry;

	private final Dialects dialects;

	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	RequestMeters(MeterRegistry registry, Dialects dialects) {
		super(true);
		this.registry = registry;
		this.dialects = dialects;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	/**
	 * @param time in nanoseconds
	 */
	@Override
	public void log(Request request, Response response, long time) {
		// there is none where the first line could not be read
		String sent = request.getMethod();
		String method = (sent != null && METHODS.contains(sent)) ? sent : UNKNOWN;
		int status = response.getStatus();
		Kind kind = (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
				&& !UNDECLARED.contains(route)) ? new Kind(method, route, null, status)
						: new Kind(method, UNKNOWN, wire(request), status);
		this.timers.computeIfAbsent(kind, this::timer).record(time, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Kind kind) {
		String wire = (kind.wire() != null) ? kind.wire() : this.dialects.name(kind.route()).orElse(NO_WIRE);
		return Timer.builder("http.server.requests")
			.description("Requests on the port of the service, from the first byte to the last of the answer")
			.tags("method", kind.method(), "uri", kind.route(), "status", Integer.toString(kind.status()), "outcome",
					outcome(kind.status()), "wire", wire)
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	/** Of one that no controller has answered. */
	private String wire(Request request) {
		if (request.getContext() == null) {
			return NO_WIRE;
		}
		try {
			return this.dialects.name(request.getRequestURI()).orElse(NO_WIRE);
		}
		catch (IllegalArgumentException ex) {
			// a path that cannot be read is nobody's
			return NO_WIRE;
		}
	}

	private static String outcome(int status) {
		HttpStatus.Series series = HttpStatus.Series.resolve(status);
		return (series == null) ? UNKNOWN : switch (series) {
			case SUCCESSFUL -> "SUCCESS";
			case REDIRECTION, CLIENT_ERROR, SERVER_ERROR, INFORMATIONAL -> series.name();
		};
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
		// no address of a client is counted
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

	/**
	 * Requests that are counted as one.
	 *
	 * @param wire null where the route tells
	 */
	private record Kind(String method, String route, @Nullable String wire, int status) {

	}

}
