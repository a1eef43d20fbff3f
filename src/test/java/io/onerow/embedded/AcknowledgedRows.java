package io.onerow.embedded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;

/**
 * A process that writes rows to an embedded database until it is killed, and prints the
 * number of each once its commit returned.
 */
final class AcknowledgedRows {

	private AcknowledgedRows() {
	}

	public static void main(String[] args) throws Exception {
		EmbeddedPostgres postgres = EmbeddedPostgres
			.start(new EmbeddedProperties(Path.of(args[0]), ThrowawayPostgres.BINARIES));
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(),
				postgres.password())) {
			connection.createStatement().execute("create table acknowledged (id integer primary key)");
			PreparedStatement insert = connection.prepareStatement("insert into acknowledged values (?)");
			for (int id = 1;; id++) {
				insert.setInt(1, id);
				insert.executeUpdate();
				out.println("acknowledged " + id);
			}
		}
	}

}
