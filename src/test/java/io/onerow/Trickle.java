package io.onerow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Many connections whose bodies come byte by byte, and which are made anew when they end.
 */
final class Trickle implements AutoCloseable {

	private static final int LENGTH = 500;

	private static final int STEP_MILLIS = 500;

	private final Timer clock = new Timer(true);

	private final List<Connection> connections = new ArrayList<>();

	private final List<String> answers = new ArrayList<>();

	private final URI base;

	private final String head;

	/**
	 * Opens them.
	 * @param request its first line and the headers that are its own
	 */
	Trickle(String base, int connections, String... request) throws IOException {
		this.base = URI.create(base);
		this.head = String.join("\r\n", request) + "\r\nHost: x\r\nContent-Length: " + LENGTH + "\r\n\r\n";
		for (int i = 0; i < connections; i++) {
			this.connections.add(new Connection());
		}
		this.clock.schedule(new TimerTask() {
			@Override
			public void run() {
				step();
			}
		}, 0, STEP_MILLIS);
	}

	private void step() {
		synchronized (this.connections) {
			this.connections.forEach(Connection::step);
		}
	}

	/** What those were answered that have ended. */
	List<String> answers() {
		synchronized (this.connections) {
			return List.copyOf(this.answers);
		}
	}

	@Override
	public void close() throws IOException {
		this.clock.cancel();
		synchronized (this.connections) {
			for (Connection connection : this.connections) {
				connection.socket.close();
			}
		}
	}

	/** One of them. */
	private final class Connection {

		private Socket socket;

		private final StringBuilder answer = new StringBuilder();

		Connection() throws IOException {
			this.socket = open();
		}

		private Socket open() throws IOException {
			Socket opened = new Socket();
			opened.connect(new InetSocketAddress(Trickle.this.base.getHost(), Trickle.this.base.getPort()));
			opened.getOutputStream().write(Trickle.this.head.getBytes(StandardCharsets.ISO_8859_1));
			return opened;
		}

		/** Goes on after the answer, until the service hangs up. */
		void step() {
			try {
				if (this.socket.getInputStream().available() > 0) {
					byte[] part = this.socket.getInputStream().readNBytes(this.socket.getInputStream().available());
					this.answer.append(new String(part, StandardCharsets.UTF_8));
				}
				this.socket.getOutputStream().write('[');
			}
			catch (IOException ex) {
				again();
			}
		}

		private void again() {
			try {
				this.socket.close();
				Trickle.this.answers.add(this.answer.toString());
				this.answer.setLength(0);
				this.socket = open();
			}
			catch (IOException ex) {
				Trickle.this.answers.add(ex.toString());
			}
		}

	}

}
