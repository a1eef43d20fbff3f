package io.onerow.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** The full sync that a file is all of. */
final class FileSync {

	private static final String SYNCS = "syncs";

	private static final String STATE = "state";

	private final OnerowClient service;

	private final String id;

	private FileSync(OnerowClient service, String id) {
		this.service = service;
		this.id = id;
	}

	/**
	 * Opens one.
	 * @param records which they are
	 */
	static FileSync open(OnerowClient service, Map<String, String> records) {
		return new FileSync(service, service.send("POST", SYNCS, records).get("id").stringValue());
	}

	/** For which an import runs. */
	String query() {
		return "?sync=" + this.id;
	}

	/**
	 * Completes it, and tells what was missing; one that is refused is open no longer.
	 * @param pause between two looks at how far it is
	 */
	void complete(String missing, boolean confirmed, Progress progress, PrintWriter out, Runnable pause) {
		JsonNode now;
		try {
			now = this.service.send("POST", path() + "/complete", Map.of("missing", missing, "confirm", confirmed));
		}
		catch (Refused ex) {
			cancel();
			throw ex;
		}
		while (now.get(STATE).stringValue().equals("completing")) {
			JsonNode eta = now.get("eta");
			progress.show("Completed", now.get("done").longValue(), now.get("total").longValue(),
					now.get("rate").doubleValue(),
					eta.isNull() ? null : Duration.between(Instant.now(), Instant.parse(eta.stringValue())));
			pause.run();
			now = this.service.send("GET", path(), null);
		}
		progress.end();
		out.println("missing: " + now.get("found").longValue());
		for (String count : List.of("deleted", "kept")) {
			out.println(count + ": " + now.get(count).longValue());
		}
		out.println("sync: " + this.id);
		if (!now.get(STATE).stringValue().equals("done")) {
			throw new Refused("The full sync is " + now.get(STATE).stringValue());
		}
	}

	void cancel() {
		this.service.send("POST", path() + "/cancel", null);
	}

	private String path() {
		return SYNCS + "/" + this.id;
	}

}
