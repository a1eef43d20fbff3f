package io.onerow.review;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of questions, which its functions write and read. */
@Entity
@Immutable
@Table(name = "contact_review")
@SuppressWarnings("UnusedVariable")
class StoredReview {

	@EmbeddedId
	private Key id;

	private UUID directoryId;

	private UUID recordId;

	private UUID otherId;

	private String rung;

	@Column(columnDefinition = "jsonb")
	private String evidence;

	private String why;

	private String state;

	private Instant askedAt;

	private String client;

	private @Nullable Instant decidedAt;

	private @Nullable String decidedBy;

	@SuppressWarnings("NullAway.Init")
	protected StoredReview() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "review_id") UUID reviewId) {
	}

}
