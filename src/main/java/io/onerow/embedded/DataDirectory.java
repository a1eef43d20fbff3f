package io.onerow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The files of one PostgreSQL: made once, whole or not at all, and kept. */
record DataDirectory(Path bin, Path path, OsUser account) {

	static final String USER = "onerow";

	private static final String PASSWORD_FILE = "onerow.password";

	/** Returns the password of {@link #USER}. */
	String prepare() throws IOException {
		String version = version();
		if (!Files.exists(this.path) || Folders.isEmpty(this.path)) {
			create();
		}
		requireVersion(version);
		this.account.own(this.path);
		return Files.readString(this.path.resolve(PASSWORD_FILE));
	}

	// Also shows that the account can reach and execute the programs
	private String version() {
		Command command = this.account.run(List.of(this.bin.resolve("postgres").toString(), "--version"));
		if (!command.succeeded()) {
			throw new EmbeddedDatabaseException(
					"The PostgreSQL in " + this.bin + " cannot be executed: " + command.output(),
					"Every folder above must be open to the account that PostgreSQL runs under, and its file system must"
							+ " allow execution. Choose another with onerow.embedded.binaries-directory.");
		}
		return command.output().replaceFirst("^\\D*(\\d+).*", "$1");
	}

	private void requireVersion(String version) throws IOException {
		Path file = this.path.resolve("PG_VERSION");
		if (!Files.exists(file) || !Files.exists(this.path.resolve(PASSWORD_FILE))) {
			throw new EmbeddedDatabaseException(
					"The data directory " + this.path + " holds files, but no PostgreSQL that Onerow made.",
					"Move them away, or choose another folder with onerow.embedded.data-directory.");
		}
		String found = Files.readString(file).strip();
		if (!found.equals(version)) {
			throw new EmbeddedDatabaseException(
					"The data directory " + this.path + " was made by PostgreSQL " + found
							+ ", and the embedded one is version " + version + ".",
					"Move the data over with pg_dump and pg_restore or pg_upgrade, or choose another folder with"
							+ " onerow.embedded.data-directory.");
		}
	}

	// A service that is killed here leaves only an unfinished folder, never half a
	// database.
	private void create() throws IOException {
		Folders.deleteAside(this.path);
		Path aside = Folders.createAside(this.path);
		Path secret = aside.resolve(PASSWORD_FILE);
		Path data = aside.resolve("data");
		Folders.writeSecret(secret, randomPassword());
		this.account.own(aside);
		Command initdb = this.account.run(List.of(this.bin.resolve("initdb").toString(), "-D", data.toString(), "-U",
				USER, "--pwfile", secret.toString(), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C",
				"--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
		if (!initdb.succeeded()) {
			throw new EmbeddedDatabaseException(
					"PostgreSQL cannot make its data directory " + this.path + ": " + initdb.output(),
					"Correct what it names, or choose another folder with onerow.embedded.data-directory.");
		}
		Files.move(secret, data.resolve(PASSWORD_FILE));
		Files.move(data, this.path, StandardCopyOption.ATOMIC_MOVE);
		Files.delete(aside);
	}

	private static String randomPassword() {
		byte[] bytes = new byte[24];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
