package io.onerow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Stands between the service and {@link OwnDatabase}, and loses an answer when it is
 * told: the statement is carried out and committed, and the connection ends before the
 * service hears of it.
 */
final class CutWire implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String URL = "spring.datasource.url";

	/** The end of an answer after which no transaction is open. */
	private static final String READY = "Z\0\0\0\5I";

	private static final AtomicReference<@Nullable String> LOST = new AtomicReference<>();

	/** Loses the answer to the next statement that is parsed with these words in it. */
	static void loseAnswerTo(String words) {
		LOST.set(words);
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		new OwnDatabase().initialize(context);
		String url = context.getEnvironment().getRequiredProperty(URL);
		URI database = URI.create(url.substring("jdbc:".length()));
		String here = "127.0.0.1:" + listen(database.getHost(), database.getPort());
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("cutWire", Map.of(URL, url.replace(database.getAuthority(), here))));
	}

	private static int listen(String host, int port) {
		try {
			ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			background(() -> {
				while (true) {
					Socket client = server.accept();
					connect(client, new Socket(host, port));
				}
			});
			return server.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void connect(Socket client, Socket database) throws IOException {
		client.setTcpNoDelay(true);
		database.setTcpNoDelay(true);
		AtomicBoolean lost = new AtomicBoolean();
		background(() -> {
			try (client; database) {
				ask(client.getInputStream(), database.getOutputStream(), lost);
			}
		});
		background(() -> {
			try (client; database) {
				answer(database.getInputStream(), client.getOutputStream(), lost);
			}
		});
	}

	private static void ask(InputStream from, OutputStream to, AtomicBoolean lost) throws IOException {
		byte[] part = new byte[1 << 16];
		for (int length = from.read(part); length >= 0; length = from.read(part)) {
			String words = LOST.get();
			if (words != null && text(part, length).contains(words) && LOST.compareAndSet(words, null)) {
				lost.set(true);
			}
			to.write(part, 0, length);
		}
	}

	private static void answer(InputStream from, OutputStream to, AtomicBoolean lost) throws IOException {
		byte[] part = new byte[1 << 16];
		for (int length = from.read(part); length >= 0; length = from.read(part)) {
			if (!lost.get()) {
				to.write(part, 0, length);
			}
			else if (text(part, length).endsWith(READY)) {
				return;
			}
		}
	}

	private static String text(byte[] part, int length) {
		return new String(part, 0, length, StandardCharsets.ISO_8859_1);
	}

	private static void background(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// one side has hung up, which ends the connection
			}
		}, "cut-wire");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Work {

		void run() throws IOException;

	}

}
