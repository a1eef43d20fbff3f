package io.onerow.imports;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** How imports are read and written; each is one round trip. */
interface ImportFunctions {

	/**
	 * Stores one whose file arrives.
	 * @param length how many bytes it will have, if it comes in parts; else null
	 */
	void insert(Import arriving, @Nullable Long length);

	/** How far a file is that comes in parts. */
	Optional<Upload> upload(TenantId tenant, UUID id);

	/**
	 * Notes that so many bytes come behind what is here, if that is so much, and they
	 * belong to the file; says whether that is so.
	 */
	boolean grow(TenantId tenant, UUID id, long offset, int length, Instant now);

	/** Stores bytes of a file. */
	void insert(TenantId tenant, UUID id, long first, byte[] bytes);

	/** The bytes that were stored together and begin there. */
	byte[] piece(TenantId tenant, UUID id, long first);

	/**
	 * One whose file comes in parts, which nobody else has from now on in this
	 * transaction; empty if somebody has it, or it is read.
	 */
	Optional<Import> hold(TenantId tenant, UUID id);

	/** Stores some rows of a file. */
	void insert(TenantId tenant, UUID id, Chunk chunk, byte[] cells);

	/** Notes that all of a file has arrived, and what is in it. */
	void arrived(Import whole);

	Optional<Import> find(TenantId tenant, UUID id);

	/** Those that were sent last, after one; null for the first page. */
	List<Import> page(TenantId tenant, @Nullable UUID after, int size);

	/**
	 * Gives one another mapping, and forgets its preview; says whether it was as it was
	 * seen.
	 */
	boolean map(Import seen, Mapping mapping, Instant now);

	/**
	 * Brings one to another phase, if it is in one of these, and says whether it was. A
	 * preview begins anew.
	 */
	boolean move(TenantId tenant, UUID id, Collection<Import.Phase> from, Import.Phase to, Instant now);

	/** Notes the full sync that its rows are sent for. */
	void join(TenantId tenant, UUID id, UUID sync);

	/** Those that were run for a full sync. */
	List<Import> ofSync(TenantId tenant, UUID sync);

	/** Notes the job that does it. */
	void begin(TenantId tenant, UUID id, boolean preview, UUID job);

	/** Notes what an undo has come to, as JSON. */
	void undone(TenantId tenant, UUID id, String result, Instant now);

	/** Some rows of one, as they were mended. */
	Optional<Chunk> chunk(Import one, int number);

	/** What became of the rows of a chunk, packed. */
	Optional<byte[]> results(TenantId tenant, UUID id, int number);

	/**
	 * Notes what a chunk was rehearsed with, if it is the next one.
	 * @param report of all so far
	 * @param rows what would become of those of the chunk
	 */
	void rehearsed(Import one, int number, Report report, List<Report.Sample> rows, Instant now);

	/**
	 * What would become of the rows of the first chunk, from one on, that has such and
	 * was rehearsed.
	 * @param outcome null for any
	 */
	Optional<Rehearsed> rehearsed(Import one, @Nullable String outcome, int from);

	/** The chunk that a row is in; 0 if there is none. */
	int chunkOf(TenantId tenant, UUID id, long row);

	/** Notes what became of a chunk, if it is the next one. */
	void written(TenantId tenant, UUID id, int number, Report report, byte[] results, UUID[] records, Instant now);

	/** Erases what is stored of rows that have met, or would, one of these records. */
	void erase(TenantId tenant, UUID[] records);

	/** What would become of the rows of a chunk. */
	record Rehearsed(int number, List<Report.Sample> rows) {

	}

}
