package io.onerow.idempotency;

import org.springframework.data.repository.Repository;

/** The keys of all tenants; every function names one. */
interface KeyRepository extends Repository<StoredKey, StoredKey.Id>, KeyFunctions {

}
