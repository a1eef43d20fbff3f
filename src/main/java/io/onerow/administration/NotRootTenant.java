package io.onerow.administration;

/** Who is no administrator of the root tenant would administer tenants. */
public class NotRootTenant extends RuntimeException {

	NotRootTenant() {
		super("Tenants are administered by administrators of the tenant that ONEROW_TENANTS_ROOT names", null, false,
				false);
	}

}
