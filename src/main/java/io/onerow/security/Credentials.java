package io.onerow.security;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.onerow.tenant.TenantId;

/** The credentials of one kind that people or programs act for a tenant with. */
public interface Credentials {

	/** So many are read at once. */
	int PAGE = 1_000;

	/**
	 * Ends all of a tenant: here they are refused at once. Each end is in the audit
	 * trail; those that have ended are left alone.
	 */
	void endAll(TenantId tenant);

	/** Does something to all that a list has, page by page. */
	static <T> void each(Function<String, List<T>> pageAfter, Function<T, String> id, Consumer<T> work) {
		List<T> page = pageAfter.apply("");
		while (!page.isEmpty()) {
			page.forEach(work);
			page = pageAfter.apply(id.apply(page.get(page.size() - 1)));
		}
	}

}
