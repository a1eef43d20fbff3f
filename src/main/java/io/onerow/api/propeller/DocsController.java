package io.onerow.api.propeller;

import java.util.Arrays;
import java.util.List;

import io.onerow.upsert.NotFound;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the errors mean, and the schema of the bodies; open to all. */
@RestController
class DocsController {

	static final String ERRORS = "/docs/errors";

	static final String ERROR = ERRORS + "/{code}";

	static final String SCHEMA = "/docs/schemas/customers";

	private final CustomerSchema schema;

	DocsController(CustomerSchema schema) {
		this.schema = schema;
	}

	@GetMapping(ERRORS)
	List<Page> errors() {
		return Arrays.stream(ErrorCode.values()).map(Page::of).toList();
	}

	@GetMapping(ERROR)
	Page error(@PathVariable String code) {
		return errors().stream()
			.filter((page) -> code.equals(Integer.toString(page.code())))
			.findFirst()
			.orElseThrow(() -> new NotFound("error code"));
	}

	@GetMapping(path = SCHEMA, produces = MediaType.APPLICATION_JSON_VALUE)
	String schema() {
		return this.schema.text();
	}

	/** About one code. */
	record Page(int code, String type, int status, String text) {

		static Page of(ErrorCode code) {
			return new Page(code.code(), code.type(), code.status().value(), code.text());
		}

	}

}
