package io.onerow.customer;

/** Why a customer was not written, or not found; its neighbours are not concerned. */
public enum Refusal {

	NOT_FOUND, SEVERAL, PARENT_NOT_FOUND, EXISTS,
	/** The database does not take a value. */
	UNSTORABLE,
	/** Others changed the same customer all the time: it may be sent again. */
	BUSY

}
