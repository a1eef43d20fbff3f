package io.onerow.api.body;

import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A bean that gives the paths under one pattern a limit of their own, in bytes of the
 * body. The first bean whose pattern fits decides; {@code onerow.limits.body} is for the
 * rest.
 *
 * @param streamed whether the body is never in memory as a whole
 * @param file whether it is a file of any type, which the controller reads while it comes
 */
public record BodyLimit(PathPattern paths, DataSize max, boolean streamed, boolean file) {

	/** Where tokens are given out: all who send there are strangers. */
	public static final String TOKENS = "/api/oauth/";

	/** The same for the wire of the bulk. */
	public static final String BULK_TOKENS = "/oauth2/token";

	/** Where people send forms to. */
	public static final String CONSOLE = "/console/";

	public static BodyLimit of(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, false, false);
	}

	/** For bodies that a controller reads as a {@link Spool}, part by part. */
	public static BodyLimit streamed(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, true, false);
	}

	/** For files, each of which holds the thread of who reads it. */
	public static BodyLimit file(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, true, true);
	}

}
