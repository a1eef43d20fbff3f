package io.onerow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a migration, which of them hold up or break a service that runs, and
 * which a cluster refuses.
 */
final class MigrationFile {

	/** Bodies, texts and comments, in which nothing is a statement. */
	private static final Pattern OPAQUE = Pattern.compile("(\\$\\w*\\$).*?\\1|'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/",
			Pattern.DOTALL);

	private static final Pattern REASON = Pattern.compile("--\\s*allowed:\\s*\\S.*", Pattern.DOTALL);

	/** What stands for a reason once all comments are gone. */
	private static final String ALLOWED = "#allowed# ";

	private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (?:if not exists )?([\\w.]+)");

	private static final Pattern CONCERNED = Pattern.compile(
			"(?:alter table (?:if exists )?(?:only )?|drop table (?:if exists )?|insert into |update |delete from |create (?:unique )?index [\\w ]*?on (?:only )?)([\\w.]+).*");

	private static final Pattern SAFE = Pattern.compile(
			"(?:create (?:unlogged )?table|create (?:or replace )?(?:function|procedure)|create (?:type|domain|sequence)|comment on"
					+ "|create (?:unique )?index concurrently|drop index concurrently) .*");

	/** A column that is empty or has a constant, which no row is written for. */
	private static final String COLUMN = "add column (?:if not exists )?\\w+ (?!\\w*serial\\b)\\w+(?:\\[\\]|\\(\\d+\\))?"
			+ "(?: (?:not null )?default (?:''|-?\\d+|true|false|now\\(\\))(?:::\\w+(?:\\[\\])?)?(?: not null)?)?";

	private static final String CONSTRAINT = "add constraint \\w+ (?:.* not valid|unique using index \\w+)|validate constraint \\w+";

	private static final Pattern SAFE_CHANGE = Pattern.compile(
			"alter table (?:if exists )?(?:only )?[\\w.]+ (?:" + COLUMN + "(?:, " + COLUMN + ")*|" + CONSTRAINT + ")");

	private static final Pattern NESTED = Pattern.compile("\\([^()]*\\)");

	/** Several changes in one, a trigger, a function that no node is sent to. */
	private static final Pattern REFUSED = Pattern.compile("alter table .*, (?:add|alter|drop|validate|rename|set) .*"
			+ "|create (?:constraint )?trigger .*|create (?:or replace )?(?:function|procedure) .*\\blanguage sql\\b.*");

	/** What it refers to is spread over nodes, and the new table is not yet. */
	private static final Pattern REFERS = Pattern.compile("\\breferences ([\\w.]+)");

	private final List<String> statements = new ArrayList<>();

	MigrationFile(String sql) {
		for (String statement : withoutOpaque(sql.toLowerCase(Locale.ROOT)).split(";", -1)) {
			String words = statement.replaceAll("\\s+", " ").replaceAll(" ?, ?", ", ").strip();
			if (!words.isEmpty()) {
				this.statements.add(words);
			}
		}
	}

	private static String withoutOpaque(String sql) {
		return OPAQUE.matcher(sql)
			.replaceAll((found) -> Matcher.quoteReplacement(REASON.matcher(found.group()).matches() ? ALLOWED
					: (found.group().startsWith("-") || found.group().startsWith("/")) ? " " : "''"));
	}

	/** Those that a cluster does not take, or takes and does wrong, once it is spread. */
	List<String> refusedByACluster() {
		Set<String> created = new HashSet<>();
		List<String> refused = new ArrayList<>();
		for (String statement : this.statements) {
			String words = statement.replace(ALLOWED.strip(), "").strip();
			Matcher creates = CREATED.matcher(words);
			if (creates.lookingAt()) {
				created.add(creates.group(1));
			}
			if (REFUSED.matcher(withoutNested(words)).matches() || (creates.lookingAt()
					&& REFERS.matcher(words).results().anyMatch((other) -> !created.contains(other.group(1))))) {
				refused.add(statement);
			}
		}
		return refused;
	}

	private static String withoutNested(String words) {
		String outer = NESTED.matcher(words).replaceAll("");
		return outer.equals(words) ? words : withoutNested(outer);
	}

	/** Those that are neither safe nor, by a comment before them, allowed. */
	List<String> unsafe() {
		Set<String> created = new HashSet<>();
		List<String> unsafe = new ArrayList<>();
		for (String statement : this.statements) {
			Matcher creates = CREATED.matcher(statement);
			if (creates.lookingAt()) {
				created.add(creates.group(1));
			}
			if (!isSafe(statement, created)) {
				unsafe.add(statement);
			}
		}
		return unsafe;
	}

	private static boolean isSafe(String statement, Set<String> created) {
		Matcher concerned = CONCERNED.matcher(statement);
		return statement.startsWith(ALLOWED.strip()) || SAFE.matcher(statement).matches()
				|| SAFE_CHANGE.matcher(statement).matches()
				|| (concerned.matches() && created.contains(concerned.group(1)));
	}

}
