package io.onerow.api.failure;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * Answers what the container refuses before any filter sees it, in the error body of the
 * dialect that the path belongs to, if it could be read.
 */
final class ContainerErrors extends ErrorReportValve {

	private static final Pattern TARGET = Pattern.compile("\\[(/[^\\s?\\]]*)");

	private final ObjectProvider<ErrorFormats> formats;

	private final ObjectProvider<JsonMapper> json;

	ContainerErrors(ObjectProvider<ErrorFormats> formats, ObjectProvider<JsonMapper> json) {
		this.formats = formats;
		this.json = json;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
				|| !response.setErrorReported()) {
			return;
		}
		try {
			write(request, response, throwable);
		}
		catch (IOException ex) {
			// nobody is left to answer
		}
	}

	private void write(Request request, Response response, @Nullable Throwable throwable) throws IOException {
		ResponseEntity<Object> answer = this.formats.getObject()
			.answer(path(request, throwable), failure(request, response, throwable));
		response.setStatus(answer.getStatusCode().value());
		response.setHeader(RequestIdFilter.HEADER, RequestIdFilter.id(request));
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		answer.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		Writer writer = response.getReporter();
		if (writer != null) {
			writer.write((answer.getBody() instanceof String page) ? page
					: this.json.getObject().writeValueAsString(answer.getBody()));
			response.finishResponse();
		}
	}

	/** Where a character of it was the fault, the container keeps its complaint alone. */
	private static String path(Request request, @Nullable Throwable throwable) {
		String path = request.getRequestURI();
		if (path != null || throwable == null) {
			return Objects.requireNonNullElse(path, "");
		}
		Matcher target = TARGET.matcher(String.valueOf(throwable.getMessage()));
		return target.find() ? target.group(1) : "";
	}

	private static Failure failure(Request request, Response response, @Nullable Throwable throwable) {
		HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
		if (!status.isSameCodeAs(HttpStatus.BAD_REQUEST) || request.getContext() != null) {
			return Failures.of(status);
		}
		return Failure.of(status, (throwable != null)
				? "The request is not valid HTTP: a character needs percent-encoding or has no place here, or the first line"
						+ " and the headers are longer than is taken."
				: "The request must have one Host and a path that is UTF-8 in percent-encoding, without NUL, backslashes"
						+ " and a way above the root.");
	}

}
