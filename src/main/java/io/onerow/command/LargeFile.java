package io.onerow.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** A file that is sent in as many requests as it takes, each behind what has arrived. */
final class LargeFile {

	/** From so many bytes on it is worth it. */
	static final long LEAST = 8 << 20;

	/** So often in a row without a byte that has arrived. */
	private static final int TRIES = 6;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private final OnerowClient service;

	private final Path file;

	private final long size;

	private final Progress progress;

	LargeFile(OnerowClient service, Path file, long size, Progress progress) {
		this.service = service;
		this.file = file;
		this.size = size;
		this.progress = progress;
	}

	/**
	 * Sends it.
	 * @param records which they are
	 * @return its import
	 * @throws Unanswered if the service is away for longer than a minute
	 */
	JsonNode send(Map<String, String> records) {
		Map<String, Object> opened = new HashMap<>(records);
		opened.put("name", String.valueOf(this.file.getFileName()));
		opened.put("length", this.size);
		String upload = "imports/" + this.service.send("POST", "imports/uploads", opened).get("id").stringValue()
				+ "/upload";
		long offset = 0;
		int failures = 0;
		while (true) {
			try {
				long arrived = (failures == 0) ? 0 : this.service.offset(upload);
				failures = (arrived > offset) ? 1 : failures;
				offset = arrived;
				if (failures > 0 && offset < this.size) {
					this.progress.note(String.format(Locale.ROOT,
							"The connection broke; it goes on behind %,d of %,d bytes", offset, this.size));
				}
				Optional<JsonNode> one = this.service.append(upload, offset, behind(offset));
				if (one.isPresent()) {
					return one.get();
				}
				failures = 1;
			}
			catch (Unanswered ex) {
				// all is there, and an answer to it may have been lost while it is read
				failures = (ex.isAtIt() && offset == this.size) ? 1 : failures + 1;
				if (failures > TRIES) {
					throw ex;
				}
				pause(FIRST_PAUSE.multipliedBy(1L << (failures - 1)));
			}
		}
	}

	private BodyPublisher behind(long offset) {
		BodyPublisher bytes = BodyPublishers.ofInputStream(() -> open(offset));
		return (offset < this.size) ? BodyPublishers.fromPublisher(bytes, this.size - offset) : BodyPublishers.noBody();
	}

	private InputStream open(long offset) {
		try {
			InputStream bytes = Files.newInputStream(this.file);
			bytes.skipNBytes(offset);
			return new Counted(bytes, this.progress, offset, this.size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void pause(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refused("Interrupted");
		}
	}

}
