package io.onerow.tenant;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The connections of all tenants; every query names one. */
interface ConnectionRepository extends Repository<StoredConnection, ConnectionId> {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredConnection> findById(ConnectionId id);

	/** Says whether the connection was unknown. */
	@Query(nativeQuery = true, value = "select connection_ensure(:tenant, :connection, :provider, :directory)")
	boolean ensure(String tenant, String connection, String provider, UUID directory);

}
