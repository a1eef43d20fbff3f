package io.onerow.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The attackers: so many at once, each of which begins again as soon as it is cut off. */
final class Crowd {

	private final Target target;

	private final Attack attack;

	private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();

	Crowd(Target target, Attack attack) {
		this.target = target;
		this.attack = attack;
	}

	/**
	 * Attacks for so long. The attackers come one after the other in the first half, so that
	 * what is measured is their stay and not that hundreds of connections are made at once.
	 */
	void attack(int seconds) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		CountDownLatch done = new CountDownLatch(this.attack.connections());
		long gathering = TimeUnit.SECONDS.toMillis(seconds) / 2;
		for (int i = 0; i < this.attack.connections(); i++) {
			long begin = gathering * i / this.attack.connections();
			Thread attacker = new Thread(null, () -> {
				pause(begin);
				repeat(end);
				done.countDown();
			}, "attacker", 1 << 18);
			attacker.setDaemon(true);
			attacker.start();
		}
		try {
			done.await(seconds + 60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void repeat(long end) {
		while (System.nanoTime() < end) {
			String answer = once(end);
			this.answers.computeIfAbsent(answer, (key) -> new AtomicInteger()).incrementAndGet();
			pause(50);
		}
	}

	private String once(long end) {
		try (Socket socket = this.target.connect()) {
			try {
				this.attack.send(this.target, socket.getOutputStream(), end);
			}
			catch (IOException ex) {
				// an early answer may be there all the same
			}
			return this.attack.isSlowToRead() ? readSlowly(socket.getInputStream(), end) : status(socket);
		}
		catch (IOException ex) {
			return ex.getClass().getSimpleName();
		}
	}

	private static String readSlowly(InputStream answer, long end) throws IOException {
		while (System.nanoTime() < end) {
			if (answer.read() < 0) {
				return "cut off";
			}
			pause(1_000);
		}
		return "still open";
	}

	private static String status(Socket socket) throws IOException {
		BufferedReader answer = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
		String line = answer.readLine();
		return (line == null) ? "closed" : line.replaceAll("^HTTP/1.1 (\\d+).*", "$1");
	}

	static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return this.answers.toString();
	}

}
