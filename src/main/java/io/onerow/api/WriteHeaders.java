package io.onerow.api;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.Preconditions.Versions;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** How a request says what is to become of its writes, the same on all wires. */
public final class WriteHeaders {

	static final String DRY_RUN = "Onerow-Dry-Run";

	private static final String DRY_RUN_PARAMETER = "dryRun";

	private static final String ANY = "*";

	/** One entity tag, and what may stand between two. */
	private static final Pattern TAG = Pattern
		.compile("\\G[ \\t,]*+(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\"[ \\t]*+(?=,|$)");

	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

	private WriteHeaders() {
	}

	/**
	 * Whether it is a dry run, by the header or the parameter.
	 * @throws InvalidParameter if one of them is neither true nor false
	 */
	public static boolean isDryRun(HttpServletRequest request) {
		boolean asked = false;
		for (String value : sent(request, DRY_RUN)) {
			asked |= isTrue(value, () -> InvalidParameter.ofHeader(DRY_RUN, "must be true or false"));
		}
		String[] values = (request.getQueryString() != null) ? request.getParameterValues(DRY_RUN_PARAMETER) : null;
		if (values != null) {
			for (String value : values) {
				asked |= isTrue(value, () -> new InvalidParameter(DRY_RUN_PARAMETER, "must be true or false"));
			}
		}
		return asked;
	}

	/** All that were sent of a header, which nearly always are none. */
	static List<String> sent(HttpServletRequest request, String header) {
		return (request.getHeader(header) != null) ? Collections.list(request.getHeaders(header)) : List.of();
	}

	private static boolean isTrue(String value, Supplier<InvalidParameter> otherwise) {
		return switch (value) {
			case "true" -> true;
			case "false" -> false;
			default -> throw otherwise.get();
		};
	}

	/**
	 * What must hold of the record.
	 * @throws InvalidParameter if it is not as RFC 9110 has it
	 */
	static Preconditions preconditions(HttpServletRequest request) {
		Versions match = versions(request, HttpHeaders.IF_MATCH, false);
		Versions noneMatch = versions(request, HttpHeaders.IF_NONE_MATCH, true);
		return (match == null && noneMatch == null) ? Preconditions.NONE : new Preconditions(match, noneMatch);
	}

	/**
	 * Where a request has a list of records, preconditions are taken if it has one.
	 * @throws InvalidParameter if they cannot be kept
	 */
	public static void requireOne(List<?> records) {
		Preconditions preconditions = WriteContext.current().preconditions();
		if (records.size() != 1 && !preconditions.areNone()) {
			throw unkept(preconditions);
		}
	}

	/**
	 * A route that says so of itself takes none.
	 * @throws InvalidParameter if there are some all the same
	 */
	static void refuseUnkept(Preconditions preconditions, Object route) {
		if (!preconditions.areNone() && route instanceof HandlerMethod method
				&& method.hasMethodAnnotation(Unconditional.class)) {
			throw unkept(preconditions);
		}
	}

	/** For a request that is about more than one record, or one without a version. */
	private static InvalidParameter unkept(Preconditions preconditions) {
		return InvalidParameter.ofHeader(
				(preconditions.match() != null) ? HttpHeaders.IF_MATCH : HttpHeaders.IF_NONE_MATCH,
				"is taken where a request writes one record that has a version");
	}

	/**
	 * @param weakly whether a weak tag means the same as a strong one; else none at all
	 */
	private static @Nullable Versions versions(HttpServletRequest request, String header, boolean weakly) {
		List<String> lines = sent(request, header);
		if (lines.isEmpty()) {
			return null;
		}
		String value = String.join(",", lines).strip();
		if (value.equals(ANY)) {
			return Versions.ANY;
		}
		Set<Long> versions = new HashSet<>();
		Matcher tag = TAG.matcher(value);
		int end = 0;
		while (tag.find()) {
			end = tag.end();
			// other tags are well formed, and of no version that ever was
			if ((weakly || tag.group(1) == null) && VERSION.matcher(tag.group(2)).matches()) {
				versions.add(Long.valueOf(tag.group(2)));
			}
		}
		if (end == 0 || !value.substring(end).matches("[ \\t,]*+")) {
			throw InvalidParameter.ofHeader(header, "must be * or a list of entity tags like \"7\"");
		}
		return new Versions(false, versions);
	}

}
