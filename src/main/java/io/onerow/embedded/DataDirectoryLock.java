package io.onerow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * The claim of this process on a data directory. The kernel drops it when the process
 * ends, however it ends.
 */
final class DataDirectoryLock implements AutoCloseable {

	private final FileChannel channel;

	private DataDirectoryLock(FileChannel channel) {
		this.channel = channel;
	}

	static DataDirectoryLock take(Path data) {
		FileChannel channel = open(data);
		if (lock(channel, data) != null) {
			return new DataDirectoryLock(channel);
		}
		close(channel);
		throw new EmbeddedDatabaseException(
				"The data directory " + data + " of the embedded PostgreSQL is in use by another running Onerow.",
				"Stop the other one, or choose another folder with onerow.embedded.data-directory.");
	}

	private static FileChannel open(Path data) {
		try {
			Files.createDirectories(data.getParent());
			if (Files.exists(data) && !(Files.isDirectory(data) && Files.isWritable(data))) {
				throw notWritable(data, null);
			}
			return FileChannel.open(data.resolveSibling(data.getFileName() + ".lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			throw notWritable(data, ex);
		}
	}

	private static @Nullable FileLock lock(FileChannel channel, Path data) {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
		catch (IOException ex) {
			close(channel);
			throw notWritable(data, ex);
		}
	}

	private static EmbeddedDatabaseException notWritable(Path data, @Nullable IOException cause) {
		return new EmbeddedDatabaseException(
				"The data directory " + data + " of the embedded PostgreSQL is not a folder that Onerow can write to.",
				"Configure a PostgreSQL with SPRING_DATASOURCE_URL, or make it a writable folder, or choose another with"
						+ " onerow.embedded.data-directory.",
				cause);
	}

	@Override
	public void close() {
		close(this.channel);
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
