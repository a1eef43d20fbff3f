package io.onerow.api.idempotency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.idempotency.KeptAnswer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer of which the client has nothing yet. */
final class CapturedAnswer extends ContentCachingResponseWrapper {

	/** The headers that are no part of it: they depend on who asks, or on when. */
	private final Set<String> outside;

	CapturedAnswer(HttpServletResponse response) {
		super(response);
		this.outside = Set.copyOf(response.getHeaderNames());
	}

	KeptAnswer toKept() {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String name : getHeaderNames()) {
			if (!isOutside(name)) {
				headers.put(name, List.copyOf(getHeaders(name)));
			}
		}
		if (getContentType() != null) {
			headers.put(HttpHeaders.CONTENT_TYPE, List.of(getContentType()));
		}
		return new KeptAnswer(getStatus(), headers, getContentAsByteArray());
	}

	/** Takes everything back that was answered. */
	void discard() {
		resetBuffer();
		List.copyOf(getHeaderNames()).stream().filter((name) -> !isOutside(name)).forEach(this::remove);
	}

	private void remove(String header) {
		((HttpServletResponse) getResponse()).setHeader(header, null);
	}

	private boolean isOutside(String name) {
		return HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)
				|| this.outside.stream().anyMatch((other) -> other.equalsIgnoreCase(name));
	}

}
