package io.onerow.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.background.Repeated;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.stereotype.Component;

/** Deletes the imports that are over, and those that have never arrived. */
@Component
class ImportUpkeep extends Repeated {

	private static final int SIZE = 100;

	private final ImportRepository stored;

	private final Imports imports;

	private final ImportProperties properties;

	private final Tenants tenants;

	private final Clock clock;

	ImportUpkeep(ImportRepository stored, Imports imports, ImportProperties properties, Tenants tenants, Clock clock) {
		super("imports-purge", properties.pause(), properties.pause());
		this.stored = stored;
		this.imports = imports;
		this.properties = properties;
		this.tenants = tenants;
		this.clock = clock;
	}

	@Override
	protected void run() {
		for (List<TenantId> some : this.tenants.pages()) {
			some.forEach(this::purge);
		}
	}

	/** What a tenant has of them. */
	void purge(TenantId tenant) {
		Instant now = this.clock.instant();
		List<UUID> over;
		do {
			over = this.stored.over(tenant.value(), now.minus(this.properties.keep()),
					now.minus(this.properties.unfinished()), SIZE);
			over.forEach((id) -> this.imports.delete(tenant, id));
		}
		while (over.size() == SIZE);
	}

}
