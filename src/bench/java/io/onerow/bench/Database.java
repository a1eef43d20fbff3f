package io.onerow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import org.postgresql.Driver;

/**
 * The PostgreSQL of the service, reached beside it: the embedded one, or one on this
 * machine that is given.
 */
record Database(String url, String user, String password) {

	// The fourth line of postmaster.pid is the port
	private static final int PORT_LINE = 3;

	static Database in(Path data) throws IOException {
		List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
		return new Database("jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/onerow", "onerow",
				Files.readString(data.resolve("onerow.password")));
	}

	/**
	 * An empty database that is given.
	 * @param url with its user, a superuser, and the password
	 * @throws IllegalArgumentException if it is none, or of another machine
	 */
	static Database at(String url) throws UnknownHostException {
		Properties parts = Driver.parseURL(url, null);
		if (parts == null || !parts.containsKey("user") || !parts.containsKey("password")) {
			throw new IllegalArgumentException("bench.url must be jdbc:postgresql://127.0.0.1:5432/name?user=...&password=...");
		}
		for (String host : parts.getProperty("PGHOST").split(",", -1)) {
			if (!InetAddress.getByName(host).isLoopbackAddress()) {
				throw new IllegalArgumentException("Only a database of this machine is measured: " + host);
			}
		}
		return new Database(url.split("\\?", 2)[0], parts.getProperty("user"), parts.getProperty("password"));
	}

	/** What tells the service of it, with a tenant and a client that are called as the demo's. */
	List<String> arguments(String secret) {
		return List.of("--spring.datasource.url=" + this.url, "--spring.datasource.username=" + this.user,
				"--spring.datasource.password=" + this.password, "--onerow.bootstrap.tenant=demo",
				"--onerow.bootstrap.client-id=demo", "--onerow.bootstrap.client-secret=" + secret,
				"--server.address=127.0.0.1");
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.user, this.password);
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
