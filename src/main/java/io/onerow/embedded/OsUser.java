package io.onerow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The operating system account that PostgreSQL runs under: it refuses to be root.
 *
 * @param prefix the words before a command that change to the account
 * @param owner whom PostgreSQL's files must belong to, null for this process itself
 */
record OsUser(List<String> prefix, @Nullable Owner owner) {

	private static final Owner NOBODY = new Owner(65534, 65534);

	private static final String UID = "unix:uid";

	private static final String GID = "unix:gid";

	/**
	 * Chooses by the owner of the folder, or of the nearest one above it: whoever owns
	 * the place is to own the data.
	 */
	static OsUser forFilesIn(Path folder) {
		try {
			return isRoot() ? insteadOfRoot(Owner.of(nearestExisting(folder))) : new OsUser(List.of(), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path nearestExisting(Path folder) {
		Path nearest = folder;
		for (Path above = folder; above != null && !Files.exists(nearest); above = above.getParent()) {
			nearest = above;
		}
		return nearest;
	}

	private static OsUser insteadOfRoot(Owner owner) {
		return candidates(owner).stream()
			.filter(OsUser::works)
			.findFirst()
			.orElseThrow(() -> new EmbeddedDatabaseException(
					"PostgreSQL does not run as root, and neither unshare nor setpriv works here to run it otherwise.",
					"Start Onerow as an ordinary user, or configure a database with SPRING_DATASOURCE_URL."));
	}

	// Root's own files need no other owner in a user namespace. Anyone else's stay
	// theirs.
	private static List<OsUser> candidates(Owner owner) {
		OsUser namespace = new OsUser(List.of("unshare", "-U"), null);
		return owner.isRoot() ? List.of(namespace, switchingTo(NOBODY)) : List.of(switchingTo(owner));
	}

	private static OsUser switchingTo(Owner owner) {
		return new OsUser(
				List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups", "--"), owner);
	}

	private static boolean isRoot() throws IOException {
		Path self = Path.of("/proc/self");
		return Files.exists(self) ? Owner.of(self).isRoot() : "root".equals(System.getProperty("user.name"));
	}

	private boolean works() {
		return run(List.of("true")).succeeded();
	}

	Command run(List<String> words) {
		List<String> all = new ArrayList<>(this.prefix);
		all.addAll(words);
		return Command.run(all);
	}

	/**
	 * Gives the folder and all that is in it to the account, unless it has it already.
	 */
	void own(Path folder) throws IOException {
		if (this.owner == null || this.owner.equals(Owner.of(folder))) {
			return;
		}
		// The folder itself last: its owner says that all is done
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.setAttribute(file, GID, this.owner.gid());
				Files.setAttribute(file, UID, this.owner.uid());
			}
		}
	}

	/** A user and a group of the operating system. */
	record Owner(int uid, int gid) {

		static Owner of(Path file) throws IOException {
			return new Owner((Integer) Files.getAttribute(file, UID), (Integer) Files.getAttribute(file, GID));
		}

		boolean isRoot() {
			return this.uid == 0;
		}

	}

}
