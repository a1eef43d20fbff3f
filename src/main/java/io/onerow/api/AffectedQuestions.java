package io.onerow.api;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
 * Tells which questions a write has made or answered, in a header that is a list of
 * strings of RFC 9651.
 */
@ControllerAdvice
class AffectedQuestions implements ResponseBodyAdvice<Object> {

	private static final String HEADER = "Onerow-Affected";

	@Override
	public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter answer, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		Set<UUID> questions = WriteContext.current().affected().questions();
		if (!questions.isEmpty()) {
			response.getHeaders()
				.set(HEADER, questions.stream().map((id) -> "\"" + id + "\"").collect(Collectors.joining(", ")));
		}
		return body;
	}

}
