package io.onerow.review;

/** A question was answered otherwise before, and an answer is final. */
public class AlreadyDecided extends RuntimeException {

	AlreadyDecided() {
		super("The question has been answered otherwise, which is final", null, false, false);
	}

}
