package io.onerow.security.issuer;

import java.text.ParseException;

import com.nimbusds.jose.jwk.JWK;
import io.onerow.upsert.UnreadableStore;
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

	@SuppressWarnings("NullAway.Init")
	protected SigningKey() {
	}

	JWK toJwk() {
		try {
			return JWK.parse(this.jwk);
		}
		catch (ParseException ex) {
			// the cause quotes the key
			throw new UnreadableStore("signing key");
		}
	}

}
