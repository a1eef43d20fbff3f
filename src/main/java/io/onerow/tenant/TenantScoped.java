package io.onerow.tenant;

/**
 * What acts for exactly one tenant; each authentication of the service does, whatever its
 * credential.
 */
public interface TenantScoped {

	TenantId tenant();

}
