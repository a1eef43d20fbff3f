package io.onerow.security;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of the one secret that seals are made with. */
@Entity
@Immutable
@Table(name = "seal_secret")
class SealSecret {

	@Id
	private int id;

	private byte[] secret;

	@SuppressWarnings("NullAway.Init")
	protected SealSecret() {
	}

	byte[] secret() {
		return this.secret;
	}

}
