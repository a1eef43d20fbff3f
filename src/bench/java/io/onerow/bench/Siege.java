package io.onerow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attacks the packaged service, each time a fresh one, and tells what others notice of
 * it: the p99 of upserts that go on beside it, quiet and during, and what was refused.
 * Nothing but the service that it has started itself on loopback is ever sent to, and
 * each attack ends by itself.
 */
final class Siege {

	private static final Logger log = LoggerFactory.getLogger(Siege.class);

	private final Options options;

	private final List<String> rows = new ArrayList<>();

	private Siege(Options options) {
		this.options = options;
	}

	public static void main(String[] args) {
		int status = 1;
		try {
			Siege siege = new Siege(Options.fromSystem());
			String chosen = System.getProperty("bench.attacks", "");
			List<Attack> attacks = chosen.isEmpty() ? List.of(Attack.values())
					: Arrays.stream(chosen.split(",", -1)).map((name) -> Attack.valueOf(name.toUpperCase(Locale.ROOT))).toList();
			for (Path jdk : siege.options.jdks()) {
				for (Attack attack : attacks) {
					siege.run(jdk, attack);
				}
			}
			log.info("{}", String.join("\n", siege.rows));
			status = 0;
		}
		catch (Exception ex) {
			log.error("Not measured", ex);
		}
		System.exit(status);
	}

	private void run(Path jdk, Attack attack) throws Exception {
		String version = Bench.version(jdk);
		Path folder = this.options.folder().resolve("siege-" + version + "-" + attack);
		Bench.delete(folder);
		try (Service service = Service.start(this.options.with(attack.memory()), jdk, folder)) {
			Target target = new Target(service.port(), service.token());
			attack.prepare(target);
			int seconds = this.options.seconds();
			Others.during(target, seconds, () -> {
			});
			Others quiet = Others.during(target, seconds, () -> {
			});
			Crowd crowd = new Crowd(target, attack);
			Others during = Others.during(target, seconds, () -> crowd.attack(seconds));
			Others after = Others.during(target, seconds / 3, () -> {
			});
			String row = String.format(Locale.ROOT, "JDK %s %-14s %-8s quiet %s | during %s | after %s | attackers %s",
					version, attack, attack.memory(), quiet, during, after, crowd);
			log.info("{}, alive: {}", row, service.isAlive());
			this.rows.add(row + ", " + (service.isAlive() ? "alive" : "ended"));
		}
		Bench.delete(folder);
	}

}
