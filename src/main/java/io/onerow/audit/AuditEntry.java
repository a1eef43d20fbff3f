package io.onerow.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One change by an administrator.
 *
 * @param client who made it, by the name of the credential
 * @param requestId the id of its request, as it was answered
 * @param action what was done, such as {@code create}
 * @param kind of what, such as {@code client}
 * @param subject the id of what was changed
 * @param before what it was, as JSON; null if it is new
 * @param after what it is, as JSON
 */
public record AuditEntry(UUID id, Instant at, String client, String requestId, String action, String kind,
		String subject, @Nullable String before, @Nullable String after) {

}
