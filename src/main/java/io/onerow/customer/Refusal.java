package io.onerow.customer;

/** Why a customer was not written, or not found; its neighbours are not concerned. */
public enum Refusal {

	NOT_FOUND,
	/** More than one is meant. */
	SEVERAL,
	/** It may be one of some, or a new one. */
	DOUBTFUL, PARENT_NOT_FOUND,
	/** Another one has the key. */
	EXISTS,
	/** It would be below itself. */
	PARENT_RING,
	/** Its sender knows that it is no customer; see {@link Recognized#refuse}. */
	UNFIT,
	/** The database does not take a value. */
	UNSTORABLE,
	/** Others changed the same customer all the time: it may be sent again. */
	BUSY

}
