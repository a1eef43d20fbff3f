package io.onerow.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads the tables over the nodes of a cluster, and tells it where functions are
 * called, after the migrations: each that is not where it has to be. Rows that there are
 * go along. Again, it changes nothing.
 */
class Distribution implements Callback {

	private static final Logger log = LoggerFactory.getLogger(Distribution.class);

	/**
	 * The last of the migrations that are made before anything is spread. What comes
	 * later finds all spread that was there before.
	 */
	private static final MigrationVersion WHOLE = MigrationVersion.fromVersion("66");

	/** What refers to a table would have to be spread before and after it. */
	private static final String FOREIGN_KEYS = """
			select format('alter table %s drop constraint %I', f.conrelid::regclass, f.conname),
				format('alter table %s add constraint %I %s', f.conrelid::regclass, f.conname, pg_get_constraintdef(f.oid))
			from pg_constraint f
			where f.contype = 'f' and f.connamespace = 'public'::regnamespace
				and array[f.conrelid::regclass::text, f.confrelid::regclass::text] && string_to_array('%s', ',')
			order by f.oid""";

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.AFTER_MIGRATE || (event == Event.AFTER_EACH_MIGRATE && isWhole(context));
	}

	private static boolean isWhole(Context context) {
		MigrationVersion version = context.getMigrationInfo().getVersion();
		return version != null && version.compareTo(WHOLE) >= 0;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		try {
			distribute(context.getConnection());
		}
		catch (SQLException ex) {
			throw new FlywayException("The tables could not be spread over the cluster", ex);
		}
	}

	@Override
	public String getCallbackName() {
		return "distribution";
	}

	private static void distribute(Connection owner) throws SQLException {
		List<Placement> misplaced = Placement.misplaced(owner);
		if (misplaced.isEmpty()) {
			return;
		}
		log.info("Putting {} tables and functions where they have to be on the cluster", misplaced.size());
		List<String> tables = misplaced.stream().filter(Placement::isTable).map(Placement::name).toList();
		List<String> later = new ArrayList<>();
		try (Statement statement = owner.createStatement()) {
			for (ForeignKey key : ForeignKey.of(statement, tables)) {
				statement.execute(key.drop());
				later.add(key.add());
			}
			put(statement, misplaced.stream().filter(Placement::isTable).toList());
			for (String key : later) {
				statement.execute(key);
			}
			put(statement, misplaced.stream().filter((one) -> !one.isTable()).toList());
		}
	}

	private static void put(Statement statement, List<Placement> misplaced) throws SQLException {
		for (Placement one : misplaced) {
			statement.execute(one.statement());
		}
	}

	private record ForeignKey(String drop, String add) {

		static List<ForeignKey> of(Statement statement, List<String> tables) throws SQLException {
			List<ForeignKey> keys = new ArrayList<>();
			try (ResultSet rows = statement
				.executeQuery(FOREIGN_KEYS.replace("'%s'", "'" + String.join(",", tables) + "'"))) {
				while (rows.next()) {
					keys.add(new ForeignKey(rows.getString(1), rows.getString(2)));
				}
			}
			return keys;
		}

	}

}
