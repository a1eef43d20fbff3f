package io.onerow.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.imports.Import;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportProperties;
import io.onerow.imports.Imports;
import io.onerow.imports.Upload;
import io.onerow.imports.Uploads;
import io.onerow.imports.file.Format;
import io.onerow.imports.file.UnreadableFile;
import io.onerow.security.secrets.TryLater;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Takes files that are to be imported, so many at once as {@link ImportProperties} say.
 */
@Component
public class ImportIntake {

	/** By the end of the name of a type. */
	private static final Map<String, Format> TYPES = Map.of("csv", Format.CSV, "tab-separated-values", Format.CSV,
			"x-ndjson", Format.NDJSON, "jsonl", Format.NDJSON, "sheet", Format.XLSX);

	private final Imports imports;

	private final Uploads uploads;

	private final Semaphore arriving;

	ImportIntake(Imports imports, Uploads uploads, ImportProperties properties) {
		this.imports = imports;
		this.uploads = uploads;
		this.arriving = new Semaphore(properties.uploads());
	}

	/**
	 * The kind of that id.
	 * @throws InvalidParameter if there is none
	 */
	public ImportKind kind(String id) {
		return this.imports.kind(id).orElseThrow(ImportIntake::unknownKind);
	}

	/**
	 * The kind of that name, by what else is told.
	 * @param kinds those among which it is
	 * @throws InvalidParameter if there is none
	 */
	public static ImportKind kind(List<ImportKind> kinds, String name, Map<String, String> parameters) {
		return ImportKind.choose(kinds, name, parameters::containsKey).orElseThrow(ImportIntake::unknownKind);
	}

	private static InvalidParameter unknownKind() {
		return new InvalidParameter("kind", "must be contacts, accounts or customers");
	}

	/**
	 * How a file is written, by what the sender says.
	 * @param told the word for it, if there is one
	 * @param name of the file
	 * @param type its media type
	 * @return empty if it is to be recognized
	 */
	public static Optional<Format> format(@Nullable String told, String name, @Nullable String type) {
		if (told != null) {
			return Optional
				.of(Format.of(told).orElseThrow(() -> new InvalidParameter("format", "must be csv, ndjson or xlsx")));
		}
		String media = (type != null) ? type.replaceAll("\\s*;.*", "") : "";
		Format known = TYPES.get(media.substring(media.lastIndexOf(media.endsWith("sheet") ? '.' : '/') + 1));
		return (known != null) ? Optional.of(known) : Format.of(name.substring(name.lastIndexOf('.') + 1));
	}

	/**
	 * Reads a file.
	 * @param owner what its records belong to; null if that was not said
	 * @throws InvalidParameter if there can be no such owner
	 * @throws TryLater if too many files arrive
	 * @throws UnreadableFile if it is not what it should be
	 */
	public Import open(TenantId tenant, ImportKind kind, @Nullable String owner, String name, Optional<Format> format,
			Source bytes) throws IOException {
		String known = owner(tenant, kind, owner);
		return read(bytes, (file) -> this.imports.open(tenant, kind, known, name, format, file));
	}

	/**
	 * Takes the next bytes of a file that comes in parts, as {@link Uploads} does.
	 * @throws TryLater if too many files arrive
	 */
	public Upload append(TenantId tenant, UUID id, long offset, Source bytes) throws IOException {
		return read(bytes, (part) -> this.uploads.append(tenant, id, offset, part));
	}

	private <T> T read(Source bytes, Reader<T> reader) throws IOException {
		if (!this.arriving.tryAcquire()) {
			throw TryLater.busy();
		}
		try {
			return reader.read(bytes.open());
		}
		finally {
			this.arriving.release();
		}
	}

	/**
	 * What records of a kind belong to.
	 * @param owner null if that was not said
	 * @throws InvalidParameter if there can be no such owner
	 */
	public static String owner(TenantId tenant, ImportKind kind, @Nullable String owner) {
		if (owner == null || owner.isEmpty()) {
			throw new InvalidParameter(kind.owner(), "is required for " + kind.name());
		}
		try {
			kind.check(tenant, owner);
			return owner;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameter(kind.owner(), "is not valid");
		}
	}

	/** What nobody reads before there is room for it. */
	public interface Source {

		InputStream open() throws IOException;

	}

	private interface Reader<T> {

		T read(InputStream bytes) throws IOException;

	}

}
