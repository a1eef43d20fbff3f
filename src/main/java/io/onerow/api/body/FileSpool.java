package io.onerow.api.body;

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

import io.onerow.api.share.NoRoom;
import io.onerow.api.share.Room;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.StreamUtils;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A large body, in a temporary file that only this process can read. */
final class FileSpool implements Spool {

	private static final int BUFFER = 64 << 10;

	/** The room of the disk is taken in pieces of this size. */
	private static final long PIECE = 1 << 20;

	private final FileChannel file;

	private final Room room;

	private long start;

	private long length;

	private int pieces;

	/**
	 * An empty one, to be filled.
	 * @param room for as many bytes as it gets
	 */
	FileSpool(Room room) {
		this.room = room;
		this.file = open();
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

	void append(byte[] bytes, int offset, int length) throws NoRoom {
		while (this.length + length > this.pieces * PIECE) {
			if (!this.room.tryTake(PIECE)) {
				throw new NoRoom();
			}
			this.pieces++;
		}
		ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
		try {
			while (rest.hasRemaining()) {
				this.file.write(rest);
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
		this.length += length;
	}

	/** Leaves out so many bytes at the start of what was appended. */
	void skip(int bytes) {
		this.start += bytes;
		this.length -= bytes;
	}

	@Override
	public boolean isSmall() {
		return false;
	}

	@Override
	public long length() {
		return this.length;
	}

	@Override
	public InputStream stream() {
		try {
			this.file.position(this.start);
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
		// the reader closes what it reads, and the file may be needed once more
		return new BufferedInputStream(StreamUtils.nonClosing(Channels.newInputStream(this.file)), BUFFER);
	}

	@Override
	public JsonParser parser(JsonMapper json) {
		return json.createParser(stream());
	}

	@Override
	public byte[] bytes(long from, int length) {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		try {
			while (bytes.hasRemaining()) {
				if (this.file.read(bytes, this.start + from + bytes.position()) < 0) {
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
		while (this.pieces > 0) {
			this.room.free(PIECE);
			this.pieces--;
		}
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
