package io.onerow.upsert;

import io.onerow.matching.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the writes of a request, and how: the same for all of them, whatever they
 * write. It is bound to the thread that carries the request out.
 *
 * @param client who asked, by the name of the credential
 * @param wire the dialect that it asked in
 * @param requestId the id of the request, as it is answered
 * @param item the place of what is written among the items of the request, from 0; null
 * where one record is sent
 */
public record WriteContext(String client, String wire, String requestId, @Nullable Integer item) {

	/** Of what the service does by itself. */
	public static final WriteContext SERVICE = new WriteContext("onerow", "none", "none");

	private static final ThreadLocal<WriteContext> BOUND = new ThreadLocal<>();

	public WriteContext(String client, String wire, String requestId) {
		this(client, wire, requestId, null);
	}

	/** The same for one of the items of the request. */
	public WriteContext withItem(int item) {
		return new WriteContext(this.client, this.wire, this.requestId, item);
	}

	/**
	 * As the functions of the database take it: client, wire, request, item, receipt.
	 * @param why why it is this record; null if the function tells, or nothing is matched
	 */
	public @Nullable String[] origin(@Nullable Receipt why) {
		return new String[] { this.client, this.wire, this.requestId, (this.item != null) ? this.item.toString() : null,
				(why != null) ? why.toString() : null };
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
