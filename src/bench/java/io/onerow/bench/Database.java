package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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

	void run(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
