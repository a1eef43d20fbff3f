package io.onerow.api;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Failures;
import io.onerow.api.json.Fault;
import io.onerow.imports.RowResult;
import io.onerow.upsert.Doubtful;
import io.onerow.upsert.TooMuchContention;

/** What became of the rows of a file, in the words of the wire that took them. */
public final class ImportedRows {

	private static final Pattern INDEX = Pattern.compile("/[0-9]+");

	private ImportedRows() {
	}

	/**
	 * A row that was refused.
	 * @param member the name of a member for the path to it, as {@link #member} gives it
	 * @throws RuntimeException the failure itself, if it is none of the row
	 */
	public static RowResult refused(RuntimeException failure, UnaryOperator<String> member) {
		Failure told = Failures.of(failure);
		if (told.status().is5xxServerError() && !(failure instanceof TooMuchContention)) {
			throw failure;
		}
		List<Fault> faults = told.faults();
		if (faults.isEmpty()) {
			return new RowResult.Refused(failure instanceof Doubtful, null, told.detail());
		}
		// one cell may stand at two places of a body
		long all = faults.stream()
			.map((fault) -> member.apply(member(fault.pointer())) + " " + fault.detail())
			.distinct()
			.count();
		String more = (all > 1) ? " (and " + (all - 1) + " more)" : "";
		return new RowResult.Refused(false, member.apply(member(faults.get(0).pointer())),
				faults.get(0).detail() + more);
	}

	/** As files name it: {@code addresses[].street} for {@code /addresses/0/street}. */
	public static String member(String pointer) {
		String path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
		return INDEX.matcher(path).replaceAll("[]").replace('/', '.');
	}

}
