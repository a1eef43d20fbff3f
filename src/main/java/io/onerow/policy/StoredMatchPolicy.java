package io.onerow.policy;

import java.time.Instant;
import java.util.Locale;

import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of policies, for reading. */
@Entity
@Immutable
@Table(name = "match_policy")
class StoredMatchPolicy {

	@EmbeddedId
	private Key id;

	private String policy;

	private String onDoubt;

	private boolean requestMayChoose;

	private @Nullable String region;

	private boolean complete;

	private Instant askedAt;

	private String survivorship;

	private boolean aliases;

	@SuppressWarnings("NullAway.Init")
	protected StoredMatchPolicy() {
	}

	String scope() {
		return this.id.scope();
	}

	Instant askedAt() {
		return this.askedAt;
	}

	MatchPolicy toMatchPolicy() {
		return new MatchPolicy(Policy.valueOf(this.policy.toUpperCase(Locale.ROOT)),
				OnDoubt.valueOf(this.onDoubt.toUpperCase(Locale.ROOT)), this.requestMayChoose, this.region,
				Survivorship.valueOf(this.survivorship.toUpperCase(Locale.ROOT)), this.aliases, this.complete);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(String tenantId, String scope) {

	}

}
