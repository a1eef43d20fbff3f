package io.onerow.tenant;

import java.time.Instant;
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

	/** Whether somebody may act for it: it is known, and was not deleted. */
	public boolean stands(TenantId id) {
		return this.tenants.findById(id.value()).filter(StoredTenant::stands).isPresent();
	}

	/**
	 * Answers the tenant, created with an empty company book if it was unknown. Throws
	 * {@link IllegalStateException} for one that was deleted.
	 */
	public Tenant ensure(TenantId id) {
		create(id);
		if (!stands(id)) {
			throw new IllegalStateException("The tenant " + id + " was deleted");
		}
		return get(id);
	}

	/** Creates the tenant with an empty company book; false if it is, or was, there. */
	public boolean create(TenantId id) {
		return this.tenants.ensure(id.value(), UuidCreator.getTimeOrderedEpoch());
	}

	/** What there is to administer of a tenant. */
	public Optional<TenantInfo> info(TenantId id) {
		return this.tenants.findById(id.value()).map(StoredTenant::info);
	}

	/** The same of all after one, by id, also of those that were deleted. */
	public List<TenantInfo> infos(String after, int size) {
		return this.tenants.whole(after, size).stream().map(StoredTenant::info).toList();
	}

	/**
	 * Holds a tenant until the end of the transaction, without which it throws, against
	 * whoever else would change what it has set; empty if it is unknown or deleted.
	 */
	public Optional<TenantInfo> lock(TenantId id) {
		return this.tenants.lock(id.value()).map(StoredTenant::info);
	}

	/** Stores what may change of a tenant that is there. */
	public void store(TenantInfo changed) {
		this.tenants.change(changed.tenantId(), changed.defaultLanguage());
	}

	/** Nobody may act for it from then on; what it has stays. */
	public void delete(TenantId id, Instant now) {
		this.tenants.delete(id.value(), now);
	}

	/** Whether it has records, or a history of some. */
	public boolean isUsed(TenantId id) {
		return this.tenants.isUsed(id.value());
	}

}
