package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The embedded PostgreSQL of the service, reached beside it. */
record Database(String url, String password) {

	// The fourth line of postmaster.pid is the port
	private static final int PORT_LINE = 3;

	static Database in(Path data) throws IOException {
		List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
		return new Database("jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/onerow",
				Files.readString(data.resolve("onerow.password")));
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, "onerow", this.password);
	}

	List<UUID> ids(String select) throws SQLException {
		List<UUID> ids = new ArrayList<>();
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(select)) {
			while (rows.next()) {
				ids.add(rows.getObject(1, UUID.class));
			}
		}
		return ids;
	}

	void run(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
