package io.onerow.embedded;

import java.util.Map;
import java.util.TreeMap;

/** How the embedded PostgreSQL is set up: durable, and modest in what it takes. */
final class Settings {

	/** Nothing that is acknowledged is ever lost. */
	static final Map<String, String> DURABLE = with(
			Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

	/** For databases that are thrown away. */
	static final Map<String, String> THROWAWAY = with(
			Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));

	private Settings() {
	}

	private static Map<String, String> with(Map<String, String> durability) {
		Map<String, String> settings = new TreeMap<>(durability);
		settings.put("max_connections", "100");
		settings.put("shared_buffers", "128MB");
		settings.put("max_wal_size", "2GB");
		settings.put("max_locks_per_transaction", "256");
		settings.put("random_page_cost", "1.1");
		settings.put("jit", "off");
		settings.put("timezone", "UTC");
		settings.put("log_timezone", "UTC");
		// The service reports its own failed statements. Here they would only put
		// personal
		// data into a log file.
		settings.put("log_min_messages", "log");
		settings.put("log_min_error_statement", "panic");
		settings.put("log_error_verbosity", "terse");
		settings.put("log_checkpoints", "off");
		return Map.copyOf(settings);
	}

}
