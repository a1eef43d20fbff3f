package io.onerow.api.propeller;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.StreamUtils;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A large body, in a temporary file that only this process can read. */
final class FileSpool implements Spool {

	private static final int BUFFER = 64 << 10;

	private final FileChannel file;

	private FileSpool(FileChannel file) {
		this.file = file;
	}

	static FileSpool of(InputStream body) throws IOException {
		FileSpool spool = new FileSpool(open());
		try {
			byte[] buffer = new byte[BUFFER];
			for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				spool.append(ByteBuffer.wrap(buffer, 0, read));
			}
			return spool;
		}
		catch (IOException | RuntimeException ex) {
			spool.close();
			throw ex;
		}
	}

	// unlinked as soon as it is open, so that nothing is left when the process is killed
	private static FileChannel open() {
		try {
			Path path = Files.createTempFile("onerow-bulk", null);
			return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	private void append(ByteBuffer bytes) {
		try {
			while (bytes.hasRemaining()) {
				this.file.write(bytes);
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public boolean isSmall() {
		return false;
	}

	@Override
	public JsonParser parser(JsonMapper json) {
		try {
			this.file.position(0);
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
		// the parser closes what it reads, and the file is needed once more
		InputStream bytes = StreamUtils.nonClosing(Channels.newInputStream(this.file));
		return json.createParser(new BufferedInputStream(bytes, BUFFER));
	}

	@Override
	public byte[] bytes(long from, int length) {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		try {
			while (bytes.hasRemaining()) {
				if (this.file.read(bytes, from + bytes.position()) < 0) {
					throw new EOFException();
				}
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
		return bytes.array();
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	private static DataAccessResourceFailureException unavailable(IOException ex) {
		return new DataAccessResourceFailureException("The temporary folder is not usable", ex);
	}

}
