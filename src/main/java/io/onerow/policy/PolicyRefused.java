package io.onerow.policy;

/** A request asks for another policy than its tenant's, which cannot be. */
public class PolicyRefused extends RuntimeException {

	PolicyRefused(String why) {
		super(why, null, false, false);
	}

}
