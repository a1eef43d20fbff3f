package io.onerow.api.console;

import java.util.Set;

/**
 * Who looks at a page.
 *
 * @param address by which the user logs in
 * @param scopes what the user may do
 */
record Visitor(String address, Set<String> scopes) {

	/** Whether the user may do what that scope is for. */
	public boolean may(String scope) {
		return this.scopes.contains(scope);
	}

}
