package io.onerow.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL of our own, reachable from this machine only, until closed. */
final class EmbeddedPostgres implements AutoCloseable {

	static final String DATABASE = "onerow";

	private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

	private static final String HOST = "127.0.0.1";

	private static final int START_ATTEMPTS = 2;

	private final DataDirectoryLock lock;

	private final Postmaster postmaster;

	private final Map<String, String> settings;

	private final int port;

	private final String password;

	private final ReentrantLock turn = new ReentrantLock();

	private volatile boolean closing;

	private EmbeddedPostgres(DataDirectoryLock lock, Postmaster postmaster, Map<String, String> settings, int port,
			String password) {
		this.lock = lock;
		this.postmaster = postmaster;
		this.settings = settings;
		this.port = port;
		this.password = password;
	}

	/** Starts with every commit on disk before it is acknowledged. */
	static EmbeddedPostgres start(EmbeddedProperties properties) {
		return start(properties, Settings.DURABLE);
	}

	static EmbeddedPostgres start(EmbeddedProperties properties, Map<String, String> settings) {
		Path data = properties.dataDirectory().toAbsolutePath().normalize();
		OsUser account = OsUser.forFilesIn(data);
		DataDirectoryLock lock = DataDirectoryLock.take(data);
		try {
			Path bin = Binaries.unpackedBelow(properties.binaries());
			String password = new DataDirectory(bin, data, account).prepare();
			Postmaster postmaster = new Postmaster(bin, data, account);
			postmaster.stopOrphan();
			int port = start(postmaster, settings);
			EmbeddedPostgres postgres = new EmbeddedPostgres(lock, postmaster, settings, port, password);
			postgres.createDatabase();
			log.info("Embedded PostgreSQL listens on {}:{}, data in {}", HOST, postgres.port, data);
			return postgres;
		}
		catch (IOException | RuntimeException ex) {
			lock.close();
			throw explained(ex, data);
		}
	}

	// A second time, because the free port may be taken by another meanwhile, or a
	// killed service's pg_ctl may have finished its start after we looked.
	private static int start(Postmaster postmaster, Map<String, String> settings) throws IOException {
		String said = "";
		for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
			int port = freePort();
			Command start = postmaster.start(options(port, settings));
			if (start.succeeded()) {
				return port;
			}
			said = start.output();
			postmaster.stopOrphan();
		}
		throw new EmbeddedDatabaseException(
				"PostgreSQL does not start on " + postmaster.data() + ": " + said + System.lineSeparator()
						+ postmaster.lastWords(),
				"Correct what it names, or choose another folder with onerow.embedded.data-directory.");
	}

	private static List<String> options(int port, Map<String, String> settings) {
		Map<String, String> all = new LinkedHashMap<>(settings);
		all.put("port", String.valueOf(port));
		all.put("listen_addresses", HOST);
		// No socket in a folder that every user of the machine shares
		all.put("unix_socket_directories", "");
		List<String> options = new ArrayList<>();
		all.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
		return options;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void createDatabase() {
		try (Connection connection = DriverManager.getConnection(url("postgres"), DataDirectory.USER, this.password);
				Statement statement = connection.createStatement()) {
			boolean exists = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")
				.next();
			if (!exists) {
				statement.execute("create database " + DATABASE);
			}
			letServiceIn();
		}
		catch (SQLException ex) {
			this.postmaster.stop();
			throw new EmbeddedDatabaseException(
					"The embedded PostgreSQL started but refuses to serve: " + ex.getMessage(),
					"Look into server.log in " + this.postmaster.data() + ".", ex);
		}
	}

	private void letServiceIn() throws SQLException {
		try (Connection owner = DriverManager.getConnection(jdbcUrl(), DataDirectory.USER, this.password)) {
			ServiceRole.letIn(owner, this.password);
		}
	}

	private static EmbeddedDatabaseException explained(Exception ex, Path data) {
		if (ex instanceof EmbeddedDatabaseException explained) {
			return explained;
		}
		return new EmbeddedDatabaseException(
				"The embedded PostgreSQL cannot use its data directory " + data + ": " + ex,
				"Give the folder back to the user that Onerow runs as, or choose another with"
						+ " onerow.embedded.data-directory.",
				ex);
	}

	/** Whether its main process is there; it may yet be recovering. */
	boolean isRunning() {
		return this.postmaster.isAlive();
	}

	/**
	 * Starts it again where it was, on the same port, once nothing is left of it.
	 * @return why it does not start, or null if it did
	 */
	@Nullable String startAgain() {
		this.turn.lock();
		try {
			if (this.closing) {
				return "the service is ending";
			}
			this.postmaster.endRemains();
			Command start = this.postmaster.start(options(this.port, this.settings));
			return start.succeeded() ? null : start.output() + System.lineSeparator() + this.postmaster.lastWords();
		}
		catch (IOException ex) {
			return ex.toString();
		}
		finally {
			this.turn.unlock();
		}
	}

	/** The room that is left for its files, in bytes. */
	long room() {
		return this.postmaster.data().toFile().getUsableSpace();
	}

	String jdbcUrl() {
		return url(DATABASE);
	}

	private String url(String database) {
		return "jdbc:postgresql://" + HOST + ":" + this.port + "/" + database;
	}

	/** The owner of the tables. */
	String username() {
		return DataDirectory.USER;
	}

	/** Of the owner, and of {@link ServiceRole}. */
	String password() {
		return this.password;
	}

	@Override
	public void close() {
		this.closing = true;
		// ends a start that is under way, too
		this.postmaster.stop();
		release();
	}

	private void release() {
		this.turn.lock();
		try {
			if (isRunning()) {
				this.postmaster.stop();
			}
			this.lock.close();
		}
		finally {
			this.turn.unlock();
		}
	}

}
