package io.onerow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The service under attack, on loopback.
 *
 * @param token of the demo's client
 */
record Target(int port, String token) {

	private static final int TIMEOUT_MILLIS = 30_000;

	Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), TIMEOUT_MILLIS);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		return socket;
	}

	/** The head of a request, its body to follow. */
	byte[] head(String method, String path, String type, int length, String... headers) {
		StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		if (length >= 0) {
			head.append("Content-Type: ").append(type).append("\r\nContent-Length: ").append(length).append("\r\n");
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
	}

	String bearer() {
		return "Authorization: Bearer " + this.token;
	}

}
