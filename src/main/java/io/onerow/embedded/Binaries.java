package io.onerow.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;

import io.onerow.hash.Sha256;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import org.springframework.util.FileSystemUtils;

/** The PostgreSQL programs of this platform, unpacked from their archive once. */
final class Binaries {

	private Binaries() {
	}

	/** The {@code bin} folder, unpacked below the given folder if it is not yet there. */
	static Path unpackedBelow(Path folder) {
		byte[] archive = archive();
		Path home = folder.toAbsolutePath().normalize().resolve(HexFormat.of().formatHex(Sha256.of(archive), 0, 8));
		try {
			if (!Files.isDirectory(home)) {
				unpack(archive, home);
			}
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException("The PostgreSQL programs cannot be unpacked to " + folder + ": " + ex,
					"Make the folder writable, or choose another with onerow.embedded.binaries-directory.", ex);
		}
		return home.resolve("bin");
	}

	private static byte[] archive() {
		String machine = System.getProperty("os.arch", "unknown");
		try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine)) {
			return stream.readAllBytes();
		}
		catch (IOException | IllegalStateException ex) {
			throw new EmbeddedDatabaseException(
					"There is no embedded PostgreSQL for " + system() + " on " + machine + ".",
					"Configure a PostgreSQL with SPRING_DATASOURCE_URL.", ex);
		}
	}

	private static String system() {
		String name = System.getProperty("os.name", "unknown");
		return name.startsWith("Mac") ? "Darwin" : name;
	}

	// Unpacked aside and renamed, so that a folder with the final name is always whole
	// and two processes may unpack at once.
	private static void unpack(byte[] archive, Path home) throws IOException {
		Files.createDirectories(home.getParent());
		Path aside = Folders.createAside(home);
		Folders.shareWithAll(aside);
		try (TarArchiveInputStream tar = new TarArchiveInputStream(
				new XZInputStream(new ByteArrayInputStream(archive)))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				unpack(tar, entry, aside.resolve(entry.getName()).normalize());
			}
			Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			FileSystemUtils.deleteRecursively(aside);
			if (!Files.isDirectory(home)) {
				throw ex;
			}
		}
	}

	private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
		if (entry.isDirectory()) {
			Files.createDirectories(target);
			return;
		}
		Files.createDirectories(target.getParent());
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
			return;
		}
		Files.copy(tar, target);
		if ((entry.getMode() & 0111) != 0) {
			Folders.makeExecutable(target);
		}
	}

}
