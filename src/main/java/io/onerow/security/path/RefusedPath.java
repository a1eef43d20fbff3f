package io.onerow.security.path;

import org.springframework.security.web.firewall.RequestRejectedException;

/** The path could be read in two ways; the message is meant for the client. */
public final class RefusedPath extends RequestRejectedException {

	RefusedPath(String detail) {
		super(detail);
	}

}
