package io.onerow.security.session;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of what is left of the failures that an account may have, for reading. */
@Entity
@Immutable
@Table(name = "login_allowance")
class LoginAllowance {

	@EmbeddedId
	@SuppressWarnings("UnusedVariable")
	private Key id;

	private Instant spentUntil;

	@SuppressWarnings("NullAway.Init")
	protected LoginAllowance() {
	}

	/** When all that was used up has come back. */
	Instant spentUntil() {
		return this.spentUntil;
	}

	/** The primary key: a hash of the account, and what is paid from. */
	@Embeddable
	@SuppressWarnings("ArrayRecordComponent")
	record Key(byte[] emailHash, String payer) {
	}

}
