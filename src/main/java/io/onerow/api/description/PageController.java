package io.onerow.api.description;

import java.time.Duration;
import java.util.Map;

import io.onerow.api.Webjar;
import io.onerow.upsert.NotFound;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages, which nothing but files of the service makes: the front door, and Swagger
 * UI, with which requests can be sent.
 */
@RestController
@ConditionalOnBooleanProperty(name = DescriptionConfiguration.ENABLED, matchIfMissing = true)
class PageController {

	static final String FRONT = "/";

	static final String DOCS = "/docs";

	static final String FILE = DOCS + "/ui/{file}";

	private static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
			+ " style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'";

	private static final String OWN = "pages/";

	private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=utf-8");

	private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");

	private static final MediaType PAGE = MediaType.parseMediaType("text/html;charset=utf-8");

	private final Map<String, Resource> files;

	PageController() {
		Webjar library = Webjar.of("org.webjars", "swagger-ui");
		this.files = Map.of("page.css", new ClassPathResource(OWN + "page.css"), "docs.js",
				new ClassPathResource(OWN + "docs.js"), "swagger-ui.css", library.file("swagger-ui.css"),
				"swagger-ui-bundle.js", library.file("swagger-ui-bundle.js"));
	}

	@GetMapping(FRONT)
	ResponseEntity<Resource> front() {
		return page("front.html");
	}

	@GetMapping(DOCS)
	ResponseEntity<Resource> docs() {
		return page("docs.html");
	}

	@GetMapping(FILE)
	ResponseEntity<Resource> file(@PathVariable String file) {
		Resource resource = this.files.get(file);
		if (resource == null) {
			throw new NotFound("file");
		}
		return ResponseEntity.ok()
			.contentType(file.endsWith(".css") ? CSS : SCRIPT)
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.body(resource);
	}

	private static ResponseEntity<Resource> page(String file) {
		return ResponseEntity.ok()
			.contentType(PAGE)
			.header("Content-Security-Policy", POLICY)
			.body(new ClassPathResource(OWN + file));
	}

}
