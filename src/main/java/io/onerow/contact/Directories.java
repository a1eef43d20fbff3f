package io.onerow.contact;

import java.util.Optional;
import java.util.UUID;

import io.onerow.policy.PolicyScope;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which directories a scope has. */
@Component
class Directories {

	private final Tenants tenants;

	private final Connections connections;

	Directories(Tenants tenants, Connections connections) {
		this.tenants = tenants;
		this.connections = connections;
	}

	/** Empty if it has none any more. */
	Optional<Scoped> find(TenantId tenant, PolicyScope scope) {
		return switch (scope.kind()) {
			case "account" -> Optional.of(new Scoped(Directory.ofAccount(tenant, UUID.fromString(scope.id()))));
			case "connection" -> this.connections.stored(tenant, scope.id()).map(Directory::of).map(Scoped::new);
			case "book" -> this.tenants.find(tenant).map(Directory::ofCompanyBook).map(Scoped::new);
			default -> Optional.of(new Scoped(null));
		};
	}

	/**
	 * What a scope has.
	 *
	 * @param directory the only one; null if it has all of the tenant
	 */
	record Scoped(@Nullable Directory directory) {

		@Nullable UUID id() {
			return (this.directory != null) ? this.directory.id() : null;
		}

	}

}
