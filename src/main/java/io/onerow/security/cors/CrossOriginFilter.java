package io.onerow.security.cors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Answers preflights, on all paths and before anybody asks for a credential: those of
 * listed origins with leave to send any method and header, and others with 403. What
 * comes from a listed origin is answered so that its page may read all of it. What comes
 * from another is answered without a word on it, so that its page may not: whoever sends
 * an Origin and is no browser does not mind.
 */
final class CrossOriginFilter extends CorsFilter {

	private static final String REFUSAL = """
			{"type":"about:blank","title":"Forbidden","status":403,"detail":"Pages of this origin are not served."}""";

	private final CorsConfiguration leave;

	CrossOriginFilter(List<String> origins) {
		this(leave(origins));
	}

	private CrossOriginFilter(CorsConfiguration leave) {
		super((request) -> leave);
		this.leave = leave;
		setCorsProcessor(new Processor());
	}

	/** No cookies: the credentials are headers that the page itself sends. */
	private static CorsConfiguration leave(List<String> origins) {
		CorsConfiguration leave = new CorsConfiguration();
		leave.setAllowedOrigins(origins);
		leave.setAllowedMethods(List.of(CorsConfiguration.ALL));
		leave.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		leave.setExposedHeaders(List.of(CorsConfiguration.ALL));
		leave.setMaxAge(Duration.ofHours(1));
		return leave;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !CorsUtils.isPreFlightRequest(request)
				&& this.leave.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null;
	}

	/** Refuses in JSON. */
	private static final class Processor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) throws IOException {
			response.setStatusCode(HttpStatus.FORBIDDEN);
			response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.getBody().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
			response.flush();
		}

	}

}
