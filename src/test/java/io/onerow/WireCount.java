package io.onerow;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Stands between the service and the database of the tests and counts what crosses the
 * wire (PostgreSQL's frontend/backend protocol 3.0): a statement is one that is executed,
 * other than begin and commit; a round trip is a message after which the client waits.
 */
final class WireCount implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	static final AtomicInteger STATEMENTS = new AtomicInteger();

	static final AtomicInteger ROUND_TRIPS = new AtomicInteger();

	/** The request code of a start without encryption. */
	private static final int PROTOCOL_3 = 3 << 16;

	private static final Pattern BOUNDARY = Pattern.compile("(?i)(begin|commit|rollback)\\b.*");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		DatabaseAccess access = TestDatabase.access();
		URI database = URI.create(access.url().substring("jdbc:".length()));
		String here = "127.0.0.1:" + listen(database.getHost(), database.getPort());
		String url = access.url().replace(database.getAuthority(), here);
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("wireCount",
					new DatabaseAccess(url, access.username(), access.password()).asProperties()));
	}

	private static int listen(String host, int port) {
		try {
			ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			background(() -> {
				while (true) {
					Socket client = server.accept();
					Socket database = new Socket(host, port);
					client.setTcpNoDelay(true);
					database.setTcpNoDelay(true);
					background(() -> count(client, database));
					background(() -> database.getInputStream().transferTo(client.getOutputStream()));
				}
			});
			return server.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void count(Socket client, Socket database) throws IOException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
		DataOutputStream out = new DataOutputStream(database.getOutputStream());
		int request;
		do {
			byte[] start = body(in);
			request = start[0] << 24 | start[1] << 16 | start[2] << 8 | start[3];
			send(out, -1, start);
		}
		while (request != PROTOCOL_3);
		Messages messages = new Messages();
		for (int type = in.read(); type >= 0; type = in.read()) {
			byte[] body = body(in);
			messages.count(type, body);
			send(out, type, body);
		}
		database.close();
	}

	private static byte[] body(DataInputStream in) throws IOException {
		return in.readNBytes(in.readInt() - Integer.BYTES);
	}

	private static void send(DataOutputStream out, int type, byte[] body) throws IOException {
		byte[] message = new byte[((type < 0) ? 0 : 1) + Integer.BYTES + body.length];
		int at = 0;
		if (type >= 0) {
			message[at++] = (byte) type;
		}
		int length = Integer.BYTES + body.length;
		for (int shift = 24; shift >= 0; shift -= 8) {
			message[at++] = (byte) (length >> shift);
		}
		System.arraycopy(body, 0, message, at, body.length);
		out.write(message);
	}

	private static void background(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// one side has hung up, which ends the connection
			}
		}, "wire-count");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Work {

		void run() throws IOException;

	}

	/** What one connection sends. */
	private static final class Messages {

		private final Map<String, Boolean> boundaries = new HashMap<>();

		private boolean boundary;

		void count(int type, byte[] body) {
			switch (type) {
				case 'P' -> this.boundaries.put(text(body, 0), isBoundary(text(body, text(body, 0).length() + 1)));
				case 'B' -> this.boundary = this.boundaries.getOrDefault(text(body, text(body, 0).length() + 1), false);
				case 'E' -> STATEMENTS.addAndGet(this.boundary ? 0 : 1);
				case 'S' -> ROUND_TRIPS.incrementAndGet();
				case 'Q' -> {
					STATEMENTS.addAndGet(isBoundary(text(body, 0)) ? 0 : 1);
					ROUND_TRIPS.incrementAndGet();
				}
				default -> {
				}
			}
		}

		private static boolean isBoundary(String sql) {
			return BOUNDARY.matcher(sql).matches();
		}

		/** Up to the next zero byte. Names and the statements here are ASCII at least. */
		private static String text(byte[] body, int from) {
			int end = from;
			while (body[end] != 0) {
				end++;
			}
			return new String(body, from, end - from, StandardCharsets.ISO_8859_1);
		}

	}

}
