package io.onerow.upsert;

/** The record is not as the request demands, so nothing was written. */
public class PreconditionFailed extends RuntimeException {

	/**
	 * @param why what is otherwise, as a sentence
	 */
	PreconditionFailed(String why) {
		super(why, null, false, false);
	}

}
