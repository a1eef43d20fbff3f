package io.onerow.api.propeller;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The body of every failed request. */
record ErrorBody(Details error) {

	static ErrorBody of(ErrorCode code, int status, List<String> messages) {
		return new ErrorBody(new Details(code.code(), messages, page(code), status, code.type()));
	}

	/** The page about a code, on the host that the client has asked. */
	private static String page(ErrorCode code) {
		String path = DocsController.ERRORS + "/" + code.code();
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			return ServletUriComponentsBuilder.fromContextPath(request).path(path).toUriString();
		}
		return path;
	}

	/** What went wrong, with one message for each fault. */
	record Details(int code, List<String> messages, String moreInfo, int status, String type) {

	}

}
