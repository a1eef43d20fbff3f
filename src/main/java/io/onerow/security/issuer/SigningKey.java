package io.onerow.security.issuer;

import java.text.ParseException;
import java.time.Instant;

import com.nimbusds.jose.jwk.JWK;
import io.onerow.upsert.UnreadableStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of the keys that tokens are signed with. */
@Entity
@Immutable
@Table(name = "signing_key")
class SigningKey {

	@Id
	private String kid;

	private String jwk;

	@Column(name = "created_at")
	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected SigningKey() {
	}

	JWK toJwk(KeyEncryption encryption) {
		try {
			return JWK.parse(encryption.fromStored(this.jwk));
		}
		catch (ParseException ex) {
			// the cause quotes the key
			throw new UnreadableStore("signing key");
		}
	}

	SigningKeyInfo info() {
		return new SigningKeyInfo(this.kid, this.createdAt, this.createdAt.plus(SigningKeys.PUBLISHED));
	}

}
