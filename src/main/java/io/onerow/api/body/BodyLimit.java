package io.onerow.api.body;

import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A bean that gives the paths under one pattern a limit of their own, in bytes of the
 * body. The first bean whose pattern fits decides; {@code onerow.limits.body} is for the
 * rest.
 *
 * @param form what the body is, and how much of it is there at once
 */
public record BodyLimit(PathPattern paths, DataSize max, Form form) {

	/** Where tokens are given out: all who send there are strangers. */
	public static final String TOKENS = "/api/oauth/";

	/** The same for the wire of the bulk. */
	public static final String BULK_TOKENS = "/oauth2/token";

	/** Where people send forms to. */
	public static final String CONSOLE = "/console/";

	public static BodyLimit of(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, Form.WHOLE);
	}

	/** For bodies that a controller reads as a {@link Spool}, part by part. */
	public static BodyLimit streamed(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, Form.PARTS);
	}

	/** For files, each of which holds the thread of who reads it. */
	public static BodyLimit file(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, Form.FILE);
	}

	/**
	 * For files that people send with a form of {@code multipart/form-data}, which is
	 * read as files are. No stranger may be let in there: such a body passes what reads
	 * forms before it is known who sends it.
	 */
	public static BodyLimit upload(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, Form.UPLOAD);
	}

	/** For files that are the body, or in a form of {@code multipart/form-data}. */
	public static BodyLimit fileOrUpload(String pattern, DataSize max) {
		return new BodyLimit(PathPatternParser.defaultInstance.parse(pattern), max, Form.FILE_OR_UPLOAD);
	}

	/** Whether it is never in memory as a whole. */
	boolean streamed() {
		return this.form != Form.WHOLE;
	}

	/** Whether the controller reads it while it comes. */
	boolean isRead() {
		return this.form == Form.FILE || this.form == Form.UPLOAD || this.form == Form.FILE_OR_UPLOAD;
	}

	/** How a body comes. */
	public enum Form {

		/** JSON that is read when it is there. */
		WHOLE,
		/** JSON that is on disk, and read part by part. */
		PARTS,
		/** A file of any type. */
		FILE,
		/** A form with a file. */
		UPLOAD,
		/** Either of the two. */
		FILE_OR_UPLOAD

	}

}
