package io.onerow.policy;

/** A request asks for another policy than its tenant's, which that does not let it. */
public class PolicyRefused extends RuntimeException {

	PolicyRefused() {
		super("The tenant does not let a request choose its policy", null, false, false);
	}

}
