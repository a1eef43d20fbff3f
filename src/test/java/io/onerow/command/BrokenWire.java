package io.onerow.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and the service, and breaks once, after so many bytes. */
final class BrokenWire implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final int service;

	/** Bytes until it breaks. */
	private final AtomicLong left;

	BrokenWire(int service, long bytes) throws IOException {
		this.service = service;
		this.left = new AtomicLong(bytes);
		background(() -> {
			while (true) {
				connect(this.server.accept());
			}
		});
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void connect(Socket client) throws IOException {
		Socket there = new Socket(InetAddress.getLoopbackAddress(), this.service);
		background(() -> {
			try (client; there) {
				pass(client.getInputStream(), there.getOutputStream(), true);
			}
		});
		background(() -> {
			try (client; there) {
				pass(there.getInputStream(), client.getOutputStream(), false);
			}
		});
	}

	private void pass(InputStream from, OutputStream to, boolean counts) throws IOException {
		byte[] part = new byte[1 << 16];
		for (int length = from.read(part); length >= 0; length = from.read(part)) {
			to.write(part, 0, length);
			if (counts && this.left.get() > 0 && this.left.addAndGet(-length) <= 0) {
				return;
			}
		}
	}

	private static void background(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// one side has hung up, which ends the connection
			}
		}, "broken-wire");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private interface Work {

		void run() throws IOException;

	}

}
