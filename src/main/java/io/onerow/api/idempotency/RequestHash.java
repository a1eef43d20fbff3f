package io.onerow.api.idempotency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.onerow.api.body.Spool;
import io.onerow.api.share.Rooms;
import io.onerow.api.share.Turns;
import io.onerow.hash.Sha256;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * The hash of all that makes a request the one that it is: method, path, query, body, and
 * the headers that say how to carry it out.
 */
final class RequestHash {

	/** Our own, and those that name a connection. */
	private static final List<String> HEADERS = List.of("onerow-", "x-connection-");

	private final Turns turns;

	RequestHash(Turns turns) {
		this.turns = turns;
	}

	byte[] of(HttpServletRequest request) {
		MessageDigest digest = Sha256.begun();
		line(digest, request.getMethod());
		line(digest, request.getRequestURI());
		line(digest, Objects.requireNonNullElse(request.getQueryString(), ""));
		Collections.list(request.getHeaderNames())
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter(RequestHash::saysHow)
			.sorted()
			.forEach((name) -> line(digest, name + Collections.list(request.getHeaders(name))));
		line(digest, "");
		Spool body = Spool.of(request);
		if (Rooms.isSmall(body.length())) {
			add(digest, body);
		}
		else {
			this.turns.take(() -> add(digest, body));
		}
		return digest.digest();
	}

	private static boolean saysHow(String name) {
		return HEADERS.stream().anyMatch(name::startsWith) || name.equalsIgnoreCase(HttpHeaders.IF_MATCH)
				|| name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH);
	}

	/** What is on a line has no end of a line in it. */
	private static void line(MessageDigest digest, String text) {
		digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private static long add(MessageDigest digest, Spool body) {
		try (InputStream bytes = body.stream();
				OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
			return bytes.transferTo(sink);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
