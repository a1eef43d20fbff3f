package io.onerow.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The values that several persons have; every query names the tenant. */
interface SharedValueRepository extends Repository<StoredSharedValue, StoredSharedValue.Key>, SharedValuePages {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	@Query(nativeQuery = true, value = "select * from shared_value where tenant_id = :tenant and shared limit :most")
	List<StoredSharedValue> all(String tenant, int most);

	@Query(nativeQuery = true, value = "select * from shared_value where tenant_id = :tenant and value_id = :id")
	Optional<StoredSharedValue> find(String tenant, UUID id);

	@Query(nativeQuery = true, value = """
			select * from shared_value
			where tenant_id = :tenant and directory_id = :directory and kind = :kind and value = :value""")
	Optional<StoredSharedValue> find(String tenant, UUID directory, String kind, String value);

	/** Says that it is shared. */
	@Modifying
	@Query(nativeQuery = true,
			value = """
					insert into shared_value (tenant_id, value_id, directory_id, kind, value, shared, by_hand, since)
					values (:tenant, :id, :directory, :kind, :value, true, true, :now)
					on conflict (tenant_id, directory_id, kind, value) do update set shared = true, by_hand = true, since = :now""")
	void put(String tenant, UUID id, UUID directory, String kind, String value, Instant now);

	/** Says that it is not, whatever is seen. */
	@Modifying
	@Query(nativeQuery = true, value = """
			update shared_value set shared = false, by_hand = true, since = :now
			where tenant_id = :tenant and value_id = :id""")
	void deny(String tenant, UUID id, Instant now);

}
