package io.onerow.api;

import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A bean that gives the paths under one pattern a limit of their own, in bytes of the
 * body. The first bean whose pattern fits decides; {@code onerow.api.max-body} is for the
 * rest.
 */
public record BodyLimit(PathPattern paths, DataSize max) {

	public static BodyLimit of(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max);
	}

}
