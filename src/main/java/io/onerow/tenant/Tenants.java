package io.onerow.tenant;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.f4b6a3.uuid.UuidCreator;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The tenants that this service knows. */
@Component
public class Tenants {

	private static final int PAGE = 1_000;

	private final TenantRepository tenants;

	Tenants(TenantRepository tenants) {
		this.tenants = tenants;
	}

	/** Throws {@link NoSuchElementException} for an unknown tenant. */
	public Tenant get(TenantId id) {
		return find(id).orElseThrow(() -> new NoSuchElementException("Unknown tenant"));
	}

	public Optional<Tenant> find(TenantId id) {
		return this.tenants.findById(id.value()).map(StoredTenant::toTenant);
	}

	/**
	 * The tenants after one, by id.
	 * @param after the last of those before, or null to begin
	 */
	public List<TenantId> list(@Nullable TenantId after, int size) {
		return this.tenants.page((after != null) ? after.value() : "", size).stream().map(TenantId::new).toList();
	}

	/** All tenants, page by page as they are asked for. */
	public Iterable<List<TenantId>> pages() {
		return () -> Stream
			.iterate(list(null, PAGE), (page) -> !page.isEmpty(), (page) -> list(page.get(page.size() - 1), PAGE))
			.iterator();
	}

	/** Answers the tenant, created with an empty company book if it was unknown. */
	public Tenant ensure(TenantId id) {
		this.tenants.ensure(id.value(), UuidCreator.getTimeOrderedEpoch());
		return get(id);
	}

}
