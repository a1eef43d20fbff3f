package io.onerow.api;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.onerow.OutOfMemory;
import io.onerow.api.body.BodyLimit;
import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;
import io.onerow.api.json.Members;
import io.onerow.upsert.Change;
import io.onerow.upsert.TooMuchContention;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;

/** The edge alone over a real Tomcat, with one dialect that does nothing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class, JacksonAutoConfiguration.class,
		HttpMessageConvertersAutoConfiguration.class })
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		basePackages = { "io.onerow.api.body", "io.onerow.api.failure", "io.onerow.api.json", "io.onerow.api.share" })
@Import({ AnswerConfiguration.class, EdgeApplication.Things.class, EdgeApplication.OwnAdvice.class,
		EdgeApplication.DialectErrors.class })
class EdgeApplication {

	public static void main(String[] args) {
		OutOfMemory.endsTheProcess();
		SpringApplication.run(EdgeApplication.class, args);
	}

	@Bean
	BodyLimit bulk() {
		return BodyLimit.of("/dialect/bulk/**", DataSize.ofKilobytes(20));
	}

	@Bean
	@Profile("edge")
	Clock edgeClock() {
		return Clock.systemUTC();
	}

	@Bean
	Filter failing() {
		return (request, response, chain) -> {
			if (((HttpServletRequest) request).getRequestURI().endsWith("/filter")) {
				throw new IllegalStateException("secret");
			}
			if (((HttpServletRequest) request).getRequestURI().endsWith("/rejected")) {
				throw new RequestRejectedException("secret");
			}
			chain.doFilter(request, response);
		};
	}

	@RestController
	@Profile("edge")
	static class Things {

		@PutMapping({ "/dialect/things", "/dialect/bulk/things" })
		String put(@RequestBody JsonNode body) {
			Members members = Members.of(body).refuseOthers(Set.of("name", "size"));
			Change<String> name = members.text("name", 10);
			Change<Integer> size = members.integer("size", 0, 9);
			members.verify();
			return name.applyTo(null) + " " + size.applyTo(null);
		}

		@GetMapping("/dialect/things/{id}")
		String get(@PathVariable("id") UUID id) {
			return id.toString();
		}

		@GetMapping("/dialect/query")
		Map<String, String> query(@RequestParam("q") String query) {
			return Map.of("q", query);
		}

		@GetMapping(path = "/dialect/page", produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<p>";
		}

		@GetMapping("/dialect/header")
		String header(@RequestHeader("x-key") String key) {
			return key;
		}

		@GetMapping("/dialect/long")
		Iterator<String> answer() {
			return Collections.nCopies(20_000, "x".repeat(1000)).iterator();
		}

		@GetMapping("/dialect/fills/{where}")
		void fill(@PathVariable("where") String where) {
			if (where.equals("request")) {
				fill();
			}
			new Thread(Things::fill).start();
		}

		private static void fill() {
			List<byte[]> all = new ArrayList<>();
			while (!all.contains(new byte[0])) {
				all.add(new byte[1 << 20]);
			}
		}

		@GetMapping("/dialect/fails/{how}")
		String fail(@PathVariable("how") String how) throws Exception {
			throw switch (how) {
				case "busy" -> new TooMuchContention(new SQLException("secret", "40001"));
				case "taken" -> new DataIntegrityViolationException("secret", new SQLException("secret", "23505"));
				case "value" -> new DataIntegrityViolationException("secret", new SQLException("secret", "22021"));
				case "denied" -> new AccessDeniedException("secret");
				case "stranger" -> new BadCredentialsException("secret");
				case "own" -> new OwnException();
				case "error" -> throw new AssertionError("secret");
				default -> new IOException("secret");
			};
		}

	}

	@Profile("edge")
	@RestControllerAdvice(basePackageClasses = EdgeApplication.class)
	@Order(0)
	static class OwnAdvice {

		@ExceptionHandler
		ResponseEntity<String> own(OwnException ex) {
			return ResponseEntity.badRequest().body("own");
		}

	}

	static class DialectErrors implements ErrorFormat {

		@Override
		public boolean covers(String path) {
			return path.startsWith("/dialect/");
		}

		@Override
		public ResponseEntity<Object> answer(Failure failure) {
			return failure.answer(MediaType.APPLICATION_JSON, Map.of("dialect", failure.detail()));
		}

	}

	static class OwnException extends Exception {

	}

}
