package io.onerow.api.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Tells people on a page what has failed. */
@Component
class ConsoleErrors implements ErrorFormat {

	private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private final ObjectProvider<ITemplateEngine> templates;

	ConsoleErrors(ObjectProvider<ITemplateEngine> templates) {
		this.templates = templates;
	}

	@Override
	public boolean covers(String path) {
		return path.startsWith(ConsoleSecurity.HOME + "/");
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		return failure.answer(PAGE,
				this.templates.getObject()
					.process("problem", new Context(Locale.ENGLISH,
							Map.of("status", failure.status().value(), "detail", failure.detail()))));
	}

}
