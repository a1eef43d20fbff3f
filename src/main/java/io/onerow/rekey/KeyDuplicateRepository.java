package io.onerow.rekey;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The duplicates of all tenants; every query names one. */
interface KeyDuplicateRepository extends Repository<StoredKeyDuplicate, StoredKeyDuplicate.Key> {

	@Query(nativeQuery = true, value = "select * from key_duplicates(:tenant, :after, :size)")
	List<StoredKeyDuplicate> page(String tenant, UUID after, int size);

}
