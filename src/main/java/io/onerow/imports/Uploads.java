package io.onerow.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import io.onerow.imports.file.Format;
import io.onerow.imports.file.UnreadableFile;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files that come in parts. What has come of one is kept, in whatever way its request
 * ends, and any instance goes on behind it; when the last byte is here it is read as if
 * it had come at once. All methods throw {@link NotFound} for one that is not the
 * tenant's, or is deleted.
 */
@Service
public class Uploads {

	/** Bytes that are in memory, and kept together. */
	static final int PIECE = 1 << 20;

	private final ImportRepository stored;

	private final Imports imports;

	private final TransactionTemplate transaction;

	private final ImportProperties properties;

	Uploads(ImportRepository stored, Imports imports, TransactionTemplate transaction, ImportProperties properties) {
		this.stored = stored;
		this.imports = imports;
		this.transaction = transaction;
		this.properties = properties;
	}

	/**
	 * Says that a file will come, as {@link Imports#open} takes it.
	 * @param length how many bytes it has
	 * @throws FileTooLong if that is more than one may have
	 */
	public Import open(TenantId tenant, ImportKind kind, String owner, String fileName, Optional<Format> told,
			long length) {
		if (length > this.properties.file().toBytes()) {
			throw new FileTooLong("The file must be at most " + this.properties.file().toBytes() + " bytes");
		}
		Import begun = this.imports.begun(tenant, kind, owner, fileName, told, Import.Phase.UPLOADING);
		this.stored.insert(begun, length);
		return begun;
	}

	public Upload get(TenantId tenant, UUID id) {
		return this.stored.upload(tenant, id).orElseThrow(() -> new NotFound("upload"));
	}

	/**
	 * Keeps what comes, and reads the file if that was all of it. With no bytes it reads
	 * one of which all is here and nobody has read it.
	 * @param offset how many bytes stand before those that come
	 * @throws WrongOffset if that is not how many are here; so it is for all but one of
	 * several who send at once
	 * @throws FileTooLong if more comes than the file has
	 * @throws WrongState if somebody is reading it
	 * @throws UnreadableFile if it is no such file; then it is deleted
	 * @throws IOException of who sends it
	 */
	public Upload append(TenantId tenant, UUID id, long offset, InputStream bytes) throws IOException {
		Upload before = get(tenant, id);
		if (before.offset() != offset) {
			throw new WrongOffset(before.offset());
		}
		keep(tenant, before, bytes);
		Upload now = get(tenant, id);
		if (now.offset() == now.length() && !now.isRead()) {
			read(tenant, id);
		}
		return get(tenant, id);
	}

	private void keep(TenantId tenant, Upload upload, InputStream bytes) throws IOException {
		long offset = upload.offset();
		byte[] piece = new byte[PIECE];
		int held = 0;
		try {
			for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece, held, PIECE - held)) {
				held += read;
				if (offset + held > upload.length()) {
					held = 0;
					throw new FileTooLong("The file has " + upload.length() + " bytes, as was said, and more is sent");
				}
				if (held == PIECE) {
					held = 0;
					keep(tenant, upload.id(), offset, piece);
					offset += PIECE;
				}
			}
		}
		finally {
			// what has come before a connection broke stays
			if (held > 0) {
				keep(tenant, upload.id(), offset, Arrays.copyOf(piece, held));
			}
		}
	}

	private void keep(TenantId tenant, UUID id, long offset, byte[] piece) {
		boolean isNext = Boolean.TRUE.equals(this.transaction.execute((status) -> {
			boolean grown = this.stored.grow(tenant, id, offset, piece.length, this.imports.now());
			if (grown) {
				this.stored.insert(tenant, id, offset, piece);
			}
			return grown;
		}));
		if (!isNext) {
			throw new WrongOffset(get(tenant, id).offset());
		}
	}

	/** All of it or nothing is read, so that whoever comes later may begin again. */
	private void read(TenantId tenant, UUID id) {
		try {
			this.transaction.executeWithoutResult((status) -> {
				Import arriving = this.stored.hold(tenant, id)
					.orElseThrow(() -> new WrongState("The file is being read"));
				try {
					this.imports.read(arriving, new Pieces(tenant, get(tenant, id)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				this.imports.deletePieces(tenant, id);
			});
		}
		catch (UnreadableFile ex) {
			this.imports.delete(tenant, id);
			throw ex;
		}
	}

	/** All that is kept of a file, of which one piece is in memory. */
	private final class Pieces extends InputStream {

		private final TenantId tenant;

		private final Upload upload;

		private byte[] piece = {};

		/** Of the next byte in the piece. */
		private int place;

		/** How many bytes of the file are in this piece and before. */
		private long offset;

		Pieces(TenantId tenant, Upload upload) {
			this.tenant = tenant;
			this.upload = upload;
		}

		@Override
		public int read() {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int from, int length) {
			if (this.place == this.piece.length) {
				if (this.offset == this.upload.length()) {
					return -1;
				}
				this.piece = Uploads.this.stored.piece(this.tenant, this.upload.id(), this.offset);
				this.offset += this.piece.length;
				this.place = 0;
			}
			int count = Math.min(length, this.piece.length - this.place);
			System.arraycopy(this.piece, this.place, target, from, count);
			this.place += count;
			return count;
		}

	}

}
