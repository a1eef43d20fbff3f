package io.onerow.security.session;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of accounts at network addresses, for reading. */
@Entity
@Immutable
@Table(name = "login_pair")
class LoginPair {

	@EmbeddedId
	@SuppressWarnings("UnusedVariable")
	private Key id;

	private int failures;

	private Instant failuresUntil;

	private Instant knownUntil;

	private @Nullable Instant turnAt;

	@SuppressWarnings("NullAway.Init")
	protected LoginPair() {
	}

	/** Whether so many failures have not been forgotten. */
	boolean hasFailed(int times, Instant now) {
		return this.failuresUntil.isAfter(now) && this.failures >= times;
	}

	boolean isKnown(Instant now) {
		return this.knownUntil.isAfter(now);
	}

	/** When somebody there may try, if a turn was reserved. */
	Optional<Instant> turn() {
		return Optional.ofNullable(this.turnAt);
	}

	/** The primary key: hashes of the account and of the network address. */
	@Embeddable
	@SuppressWarnings("ArrayRecordComponent")
	record Key(byte[] emailHash, byte[] networkHash) {
	}

}
