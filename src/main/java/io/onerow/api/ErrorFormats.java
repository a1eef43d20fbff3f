package io.onerow.api;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Finds the error body for a path. */
@Component
class ErrorFormats {

	private final List<ErrorFormat> formats;

	ErrorFormats(ObjectProvider<ErrorFormat> formats) {
		this.formats = formats.orderedStream().toList();
	}

	ResponseEntity<Object> answer(String path, Failure failure) {
		for (ErrorFormat format : this.formats) {
			if (format.covers(path)) {
				return format.answer(failure);
			}
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(failure.status(), failure.detail());
		if (!failure.faults().isEmpty()) {
			problem.setProperty("errors", failure.faults());
		}
		return failure.answer(MediaType.APPLICATION_PROBLEM_JSON, problem);
	}

}
