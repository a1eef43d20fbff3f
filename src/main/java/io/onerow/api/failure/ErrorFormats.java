package io.onerow.api.failure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.json.Fault;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Finds the error body for a path. */
@Component
class ErrorFormats {

	private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

	private static final Pattern SLASHES = Pattern.compile("/{2,}");

	private final List<ErrorFormat> formats;

	ErrorFormats(ObjectProvider<ErrorFormat> formats) {
		this.formats = formats.orderedStream().toList();
	}

	/**
	 * @param path as it was sent
	 */
	ResponseEntity<Object> answer(String path, Failure failure) {
		String plain = plain(path);
		for (ErrorFormat format : this.formats) {
			if (format.covers(plain)) {
				return format.answer(failure);
			}
		}
		HttpStatus status = HttpStatus.resolve(failure.status().value());
		return failure.answer(MediaType.APPLICATION_PROBLEM_JSON,
				new Problem("about:blank", (status != null) ? status.getReasonPhrase() : null, failure.status().value(),
						failure.detail(), failure.faults()));
	}

	private static String plain(String path) {
		String plain = PARAMETERS.matcher(path).replaceAll("") + "/";
		try {
			plain = UriUtils.decode(plain, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// it is wrong for that, and the dialect will say so
		}
		return SLASHES.matcher(plain).replaceAll("/");
	}

	/**
	 * RFC 9457. Not the framework's, which would name the path of this very answer as the
	 * instance; the client knows the path, and x-request-id names the request.
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Problem(String type, @Nullable String title, int status, String detail, List<Fault> errors) {

	}

}
