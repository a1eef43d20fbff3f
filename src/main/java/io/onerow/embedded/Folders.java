package io.onerow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/** What the embedded database asks of the file system. */
final class Folders {

	private Folders() {
	}

	/** A new private folder beside the target, to be filled and then renamed to it. */
	static Path createAside(Path target) throws IOException {
		return Files.createTempDirectory(target.getParent(), prefixAside(target));
	}

	/** What processes that were killed left beside the target. */
	static void deleteAside(Path target) throws IOException {
		try (Stream<Path> siblings = Files.list(target.getParent())) {
			for (Path left : siblings.filter((path) -> isAside(path, target)).toList()) {
				FileSystemUtils.deleteRecursively(left);
			}
		}
	}

	private static boolean isAside(Path path, Path target) {
		return path.getFileName().toString().startsWith(prefixAside(target));
	}

	private static String prefixAside(Path target) {
		return target.getFileName() + ".unfinished-";
	}

	static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}

	// PostgreSQL may run under another user than the service
	static void shareWithAll(Path folder) throws IOException {
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	static void makeExecutable(Path file) throws IOException {
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	static void writeSecret(Path file, String secret) throws IOException {
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(file, secret);
	}

}
