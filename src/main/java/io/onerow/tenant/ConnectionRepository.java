package io.onerow.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The connections of all tenants; every query names one. */
interface ConnectionRepository extends Repository<StoredConnection, ConnectionId> {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredConnection> findById(ConnectionId id);

	/** Those of a tenant, in order of creation; an empty text stands for any. */
	@Query(nativeQuery = true, value = """
			select * from connection
			where tenant_id = :tenant and (:provider = '' or provider = :provider)
				and (:customer = '' or customer_id = :customer)
			order by created_at, connection_id limit :size offset :passed""")
	List<StoredConnection> find(String tenant, String provider, String customer, int size, int passed);

	/** Those of a tenant, by id. */
	@Query(nativeQuery = true, value = """
			select * from connection where tenant_id = :tenant and connection_id > :after
			order by connection_id limit :size""")
	List<StoredConnection> page(String tenant, String after, int size);

	/** One until the end of the transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	@Query(nativeQuery = true, value = """
			select * from connection where tenant_id = :tenant and connection_id = :connection for update""")
	Optional<StoredConnection> lock(String tenant, String connection);

	/** Stores whom it is held for; an empty text stands for nobody. */
	@Query(nativeQuery = true, value = """
			update connection set customer_id = nullif(:customer, ''), updated_at = :now
			where tenant_id = :tenant and connection_id = :connection returning 1""")
	Optional<Integer> change(String tenant, String connection, String customer, Instant now);

	/**
	 * Deletes a connection that has no contacts and no accounts: {@code unknown},
	 * {@code used} or {@code gone}.
	 */
	@Query(nativeQuery = true, value = "select connection_remove(:tenant, :connection)")
	String remove(String tenant, String connection);

	/** Says whether the connection was unknown; an empty text stands for no customer. */
	@Query(nativeQuery = true,
			value = "select connection_ensure(:tenant, :connection, :provider, :customer, :directory)")
	boolean ensure(String tenant, String connection, String provider, String customer, UUID directory);

	/**
	 * Deletes a connection, or so many of its contacts: {@code unknown}, {@code more} or
	 * {@code gone}.
	 */
	@Query(nativeQuery = true, value = "select connection_delete(:tenant, :connection, :size, :now, :origin)")
	String delete(String tenant, String connection, int size, Instant now, @Nullable String[] origin);

}
