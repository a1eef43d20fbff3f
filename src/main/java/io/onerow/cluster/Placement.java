package io.onerow.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table or function that is not where it has to be on a cluster.
 *
 * @param what it is: table or function
 * @param mustBe where it has to be
 * @param statement puts it there
 */
record Placement(String name, String what, String mustBe, String statement) {

	private static final String MISPLACED = read("/db/cluster/misplaced.sql");

	/** Those that are misplaced, in the order in which they are to be put right. */
	static List<Placement> misplaced(Connection connection) throws SQLException {
		List<Placement> misplaced = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(MISPLACED)) {
			while (rows.next()) {
				misplaced
					.add(new Placement(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
			}
		}
		return misplaced;
	}

	boolean isTable() {
		return this.what.equals("table");
	}

	private static String read(String resource) {
		try (InputStream stream = Objects.requireNonNull(Placement.class.getResourceAsStream(resource))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
