package io.onerow.sync;

/** The order in which a set of records is read. */
public enum Order {

	/** Of creation: each record once, whatever comes meanwhile. */
	CREATION,

	/**
	 * Of change: a record that changes after it was read comes again. A change is held
	 * back until all transactions that began before it are over, so that none is missed.
	 */
	CHANGE,

	/**
	 * The same, with all that is there: what is being changed just now comes last, as it
	 * was before, and again with its change.
	 */
	FULL

}
