package io.onerow.api;

import java.util.List;
import java.util.UUID;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.fullsync.FullSyncs;
import io.onerow.fullsync.SyncRefused;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Roll;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;

/** The full sync for which a request sends its records, if it says so. */
final class SyncHeader {

	private static final String SYNC = "Onerow-Sync";

	private final FullSyncs syncs;

	SyncHeader(FullSyncs syncs) {
		this.syncs = syncs;
	}

	/**
	 * What is to be noted of the request; null if it names no sync, or is a dry run.
	 * @throws InvalidParameter if it names none that there is
	 * @throws SyncRefused if it comes too late
	 */
	@Nullable Roll of(HttpServletRequest request, boolean isDryRun) {
		List<String> sent = WriteHeaders.sent(request, SYNC);
		if (sent.isEmpty()
				|| !(SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller)) {
			return null;
		}
		if (sent.size() > 1) {
			throw InvalidParameter.ofHeader(SYNC, "must be sent once");
		}
		try {
			UUID sync = UUID.fromString(sent.get(0));
			this.syncs.requireOpen(caller.tenant(), sync);
			return isDryRun ? null : new Roll(sync);
		}
		catch (IllegalArgumentException | NotFound ex) {
			throw InvalidParameter.ofHeader(SYNC, "must be the id of a full sync");
		}
	}

	/**
	 * Notes what the request has sent, before it is answered.
	 * @throws SyncRefused if some of that is deleted meanwhile
	 */
	void note() {
		Roll roll = WriteContext.current().roll();
		if (roll != null && SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller) {
			this.syncs.send(caller.tenant(), roll.sync(), roll.records());
		}
	}

}
