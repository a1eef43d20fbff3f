package io.onerow.upsert;

import org.jspecify.annotations.Nullable;

/**
 * Who makes the writes of a request, and how: the same for all of them, whatever they
 * write. It is bound to the thread that carries the request out.
 *
 * @param client who asked, by the name of the credential
 * @param wire the dialect that it asked in
 * @param requestId the id of the request, as it is answered
 */
public record WriteContext(String client, String wire, String requestId) {

	/** Of what the service does by itself. */
	public static final WriteContext SERVICE = new WriteContext("onerow", "none", "none");

	private static final ThreadLocal<WriteContext> BOUND = new ThreadLocal<>();

	/** That of this thread. */
	public static WriteContext current() {
		WriteContext bound = BOUND.get();
		return (bound != null) ? bound : SERVICE;
	}

	/** Binds it to this thread; null ends that. */
	public static void bind(@Nullable WriteContext context) {
		if (context != null) {
			BOUND.set(context);
		}
		else {
			BOUND.remove();
		}
	}

}
