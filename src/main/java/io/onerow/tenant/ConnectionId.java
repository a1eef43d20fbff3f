package io.onerow.tenant;

import jakarta.persistence.Embeddable;

/** The primary key, tenant first. */
@Embeddable
record ConnectionId(String tenantId, String connectionId) {
}
