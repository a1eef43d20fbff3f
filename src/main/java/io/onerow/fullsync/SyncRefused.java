package io.onerow.fullsync;

/**
 * It is not the time for it, or too much would go; the message is a sentence for the
 * client.
 */
public final class SyncRefused extends RuntimeException {

	SyncRefused(String message) {
		super(message);
	}

}
