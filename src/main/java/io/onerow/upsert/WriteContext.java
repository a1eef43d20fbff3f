package io.onerow.upsert;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who makes the writes of a request, and how: the same for all of them, whatever they
 * write. It is bound to the thread that carries the request out.
 *
 * @param client who asked, by the name of the credential
 * @param wire the dialect that it asked in
 * @param requestId the id of the request, as it is answered
 * @param claim which system says it, and what of it counts
 */
public record WriteContext(String client, String wire, String requestId, Claim claim) {

	/** Of what the service does by itself. */
	public static final WriteContext SERVICE = new WriteContext("onerow", "none", "none");

	private static final ThreadLocal<WriteContext> BOUND = new ThreadLocal<>();

	public WriteContext(String client, String wire, String requestId) {
		this(client, wire, requestId, Claim.NONE);
	}

	public WriteContext with(Claim claim) {
		return new WriteContext(this.client, this.wire, this.requestId, claim);
	}

	/** Which system says it, unless the record itself tells. */
	public String source() {
		String named = this.claim.source();
		return (named != null) ? named : this.client;
	}

	/** The fields of records of a kind that are another system's. */
	public Set<String> foreign(String kind) {
		return this.claim.foreign(kind, source());
	}

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
