package io.onerow.job;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of jobs, for reading. */
@Entity
@Immutable
@Table(name = "job")
class StoredJob {

	@EmbeddedId
	private Key id;

	private String kind;

	private String subject;

	private String client;

	private String wire;

	private String requestId;

	private String state;

	private long total;

	private long done;

	private @Nullable String place;

	@Column(columnDefinition = "jsonb")
	private String result;

	private Instant createdAt;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredJob() {
	}

	Key key() {
		return this.id;
	}

	Job toJob() {
		return new Job(new TenantId(this.id.tenantId()), this.id.jobId(), this.kind, this.subject,
				new WriteContext(this.client, this.wire, this.requestId),
				Job.State.valueOf(this.state.toUpperCase(Locale.ROOT)), this.total, this.done, this.place, this.result,
				this.createdAt, this.updatedAt);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "job_id") UUID jobId) {
	}

}
