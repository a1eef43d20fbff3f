package io.onerow.administration;

/** Who is no administrator of the operator would administer tenants. */
public class NotOperator extends RuntimeException {

	NotOperator() {
		super("Tenants are administered by administrators of the tenant that ONEROW_TENANTS_OPERATOR names", null,
				false, false);
	}

}
