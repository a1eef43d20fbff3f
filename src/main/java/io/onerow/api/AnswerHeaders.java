package io.onerow.api;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.upsert.Claim;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Tells in headers that are lists of RFC 9651 what a write has come to besides its
 * record: which fields of what was sent were not written, as they are another source's,
 * and which questions it has made or answered.
 */
@ControllerAdvice
class AnswerHeaders implements ResponseBodyAdvice<Object> {

	private static final String WITHHELD = "Onerow-Withheld";

	private static final String AFFECTED = "Onerow-Affected";

	private static final String OUTCOME = "Onerow-Outcome";

	@Override
	public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter answer, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		Claim claim = WriteContext.current().claim();
		if (claim.isStale() && !response.getHeaders().containsHeader(OUTCOME)) {
			response.getHeaders().set(OUTCOME, Outcome.STALE.toString());
		}
		Set<String> withheld = claim.withheld();
		if (!withheld.isEmpty()) {
			response.getHeaders().set(WITHHELD, String.join(", ", withheld));
		}
		Set<UUID> questions = WriteContext.current().affected().questions();
		if (!questions.isEmpty()) {
			response.getHeaders()
				.set(AFFECTED, questions.stream().map((id) -> "\"" + id + "\"").collect(Collectors.joining(", ")));
		}
		return body;
	}

}
