package io.onerow.history;

import java.util.Optional;

import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The entries of all tenants; every query names one. */
interface HistoryRepository extends Repository<StoredHistoryEntry, StoredHistoryEntry.Key>, HistoryFunctions {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredHistoryEntry> findById(StoredHistoryEntry.Key id);

}
