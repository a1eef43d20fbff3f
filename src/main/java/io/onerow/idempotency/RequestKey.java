package io.onerow.idempotency;

import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

/**
 * What a request is known by: a key means nothing to another client. The key itself is
 * not stored, as a client may make it of an address.
 *
 * @param client who sent it, by the name of the credential
 * @param hash of the key
 */
@SuppressWarnings("ArrayRecordComponent")
public record RequestKey(TenantId tenant, String client, byte[] hash) {

	public static RequestKey of(TenantId tenant, String client, String key) {
		return new RequestKey(tenant, client, Sha256.of(key));
	}

}
