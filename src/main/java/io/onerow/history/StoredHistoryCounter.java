package io.onerow.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The last number that an entry of a tenant's history was given. Its row is the lock of
 * who numbers entries ({@link HistoryFunctions}).
 */
@Entity
@Immutable
@Table(name = "history_counter")
@SuppressWarnings("UnusedVariable")
class StoredHistoryCounter {

	@Id
	private String tenantId;

	private long numbered;

	@SuppressWarnings("NullAway.Init")
	protected StoredHistoryCounter() {
	}

}
