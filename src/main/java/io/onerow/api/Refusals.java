package io.onerow.api;

import io.onerow.security.Refusal;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Lets what security refuses be answered with the error body of a dialect. */
@Component
public class Refusals {

	private final JsonMapper json;

	Refusals(JsonMapper json) {
		this.json = json;
	}

	public Refusal of(ErrorFormat format) {
		return (request, response, status) -> {
			ResponseEntity<Object> answer = format.answer(Failures.of(status));
			response.setStatus(answer.getStatusCode().value());
			answer.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
			this.json.writeValue(response.getOutputStream(), answer.getBody());
		};
	}

}
