package io.onerow.policy;

/** A tenant has as many policies as it can have. */
public class TooManyPolicies extends RuntimeException {

	TooManyPolicies(int most) {
		super("A tenant has at most " + most + " policies", null, false, false);
	}

}
