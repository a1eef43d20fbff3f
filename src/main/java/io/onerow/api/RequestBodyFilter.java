package io.onerow.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets only plain JSON (and forms, for tokens and logins) in UTF-8 reach a controller,
 * and no more bytes of it than the path allows; further bodies wait while
 * {@value #BODIES_AT_ONCE} are being worked on. What it refuses is answered by the error
 * body of the dialect.
 */
final class RequestBodyFilter extends OncePerRequestFilter {

	static final List<MediaType> ACCEPTED = List.of(MediaType.APPLICATION_JSON);

	private static final List<MediaType> READABLE = List.of(MediaType.APPLICATION_JSON,
			MediaType.valueOf("application/*+json"), MediaType.APPLICATION_FORM_URLENCODED);

	/** Virtual threads set no bound; as many as the container has of the other kind. */
	private static final int BODIES_AT_ONCE = 200;

	private final Semaphore places = new Semaphore(BODIES_AT_ONCE);

	private final List<BodyLimit> limits;

	private final DataSize max;

	private final HandlerExceptionResolver resolver;

	RequestBodyFilter(List<BodyLimit> limits, DataSize max, HandlerExceptionResolver resolver) {
		this.limits = limits;
		this.max = max;
		this.resolver = resolver;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			refuseNul(request.getQueryString());
			if (!hasBody(request)) {
				chain.doFilter(request, response);
				return;
			}
			refuseOtherMedia(request);
			DataSize allowed = max(request.getRequestURI());
			if (request.getContentLengthLong() > allowed.toBytes()) {
				throw new BodyTooLarge(allowed);
			}
			this.places.acquireUninterruptibly();
			try {
				chain.doFilter(new Guarded(request, allowed), response);
			}
			finally {
				this.places.release();
			}
		}
		catch (BodyTooLarge | MalformedRequest | HttpMediaTypeNotSupportedException ex) {
			if (response.isCommitted() || this.resolver.resolveException(request, response, null, ex) == null) {
				throw ex;
			}
		}
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static void refuseNul(@Nullable String query) throws MalformedRequest {
		if (query != null && query.contains("%00")) {
			throw new MalformedRequest("The query must not contain the NUL character.");
		}
	}

	private static void refuseOtherMedia(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		for (String encoding : Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))) {
			if (!"identity".equalsIgnoreCase(encoding.strip())) {
				throw new HttpMediaTypeNotSupportedException("Content-Encoding", ACCEPTED);
			}
		}
		if (!isReadable(request.getContentType())) {
			throw new HttpMediaTypeNotSupportedException("Content-Type", ACCEPTED);
		}
	}

	private static boolean isReadable(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return READABLE.stream().anyMatch((readable) -> readable.includes(type))
					&& (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private DataSize max(String path) {
		if (this.limits.isEmpty()) {
			return this.max;
		}
		PathContainer container = PathContainer.parsePath(path);
		return this.limits.stream()
			.filter((limit) -> limit.paths().matches(container))
			.findFirst()
			.map(BodyLimit::max)
			.orElse(this.max);
	}

	/** The request with its body guarded, however it is read. */
	private static final class Guarded extends HttpServletRequestWrapper {

		private final DataSize max;

		private @Nullable ServletInputStream body;

		Guarded(HttpServletRequest request, DataSize max) {
			super(request);
			this.max = max;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			if (this.body == null) {
				this.body = new GuardedBody(super.getInputStream(), this.max);
			}
			return this.body;
		}

		@Override
		public BufferedReader getReader() throws IOException {
			return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
		}

	}

}
