package io.onerow.mishap;

import java.time.Instant;
import java.util.List;

import io.onerow.tenant.TenantId;

/** How mishaps are counted and read; each is one round trip. */
interface MishapFunctions {

	/** Adds to what is counted of a minute. */
	void add(TenantId tenant, Instant minute, String wire, Mishap what, long times);

	/** How often what was met since then, by steps of time in seconds. */
	List<Mishap.Count> counts(TenantId tenant, Instant since, int step);

}
