package io.onerow.api.console;

import java.time.Duration;
import java.util.Map;

import io.onerow.api.Webjar;
import io.onerow.upsert.NotFound;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The style and the scripts of the pages, by name. */
@RestController
class AssetController {

	static final String FILE = ConsoleSecurity.HOME + "/assets/{file}";

	private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=utf-8");

	private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");

	private final Map<String, Resource> files = Map.of("console.css", new ClassPathResource("console/console.css"),
			"console.js", new ClassPathResource("console/console.js"), "htmx.min.js",
			Webjar.of("org.webjars.npm", "htmx.org").file("dist/htmx.min.js"));

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

}
