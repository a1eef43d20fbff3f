package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.audit.AuditTrail;
import io.onerow.cache.Remembered;
import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.PhoneKey;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The addresses and phones that several persons of a directory have: those that were seen
 * with {@link Sighting#NAMES} names, and those that somebody names. All of a tenant are
 * remembered for as long as its policies are.
 */
@Service
public class SharedValues {

	private static final int CAPACITY = 10_000;

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final SharedValueRepository values;

	private final Directories directories;

	private final MatchPolicies policies;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final Remembered<TenantId, Map<UUID, Set<MatchKey>>> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(MatchPolicies.REMEMBERED));

	SharedValues(SharedValueRepository values, Directories directories, MatchPolicies policies, AuditTrail audit,
			TransactionTemplate transaction, Clock clock) {
		this.values = values;
		this.directories = directories;
		this.policies = policies;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** Those of a directory, as far as this instance knows; asks the database rarely. */
	Set<MatchKey> of(Directory directory) {
		return this.known.find(directory.tenant(), () -> Optional.of(read(directory.tenant())))
			.orElse(Map.of())
			.getOrDefault(directory.id(), Set.of());
	}

	private Map<UUID, Set<MatchKey>> read(TenantId tenant) {
		Map<UUID, Set<MatchKey>> all = new HashMap<>();
		this.values.all(tenant.value(), Sighting.MOST)
			.forEach((one) -> all.computeIfAbsent(one.directory(), (id) -> new HashSet<>()).add(one.key()));
		return all;
	}

	/**
	 * Those of a scope in the order of their ids.
	 * @param after the id of the last of those before, or null to begin
	 * @throws NotFound if there is no such scope
	 */
	public List<Shown> list(TenantId tenant, PolicyScope scope, @Nullable UUID after, int size) {
		UUID directory = this.directories.find(tenant, scope).orElseThrow(() -> new NotFound(scope.kind())).id();
		return this.values.page(tenant, directory, (after != null) ? after : BEFORE_ALL, size);
	}

	/**
	 * Says that several have a value. It is in the audit trail, without the value.
	 * @param scope of one directory
	 * @param value as {@link #key} makes it
	 * @throws NotFound if there is no such directory
	 */
	public UUID put(TenantId tenant, PolicyScope scope, MatchKey value) {
		UUID directory = this.directories.find(tenant, scope)
			.map(Directories.Scoped::id)
			.orElseThrow(() -> new NotFound(scope.kind()));
		String kind = value.kind().toString();
		UUID id = this.transaction.execute((status) -> {
			Optional<StoredSharedValue> before = this.values.find(tenant.value(), directory, kind, value.value());
			UUID stored = before.map(StoredSharedValue::id).orElseGet(UuidCreator::getTimeOrderedEpoch);
			if (!before.map(StoredSharedValue::isShared).orElse(false)) {
				this.values.put(tenant.value(), stored, directory, kind, value.value(), now());
				this.audit.note(tenant, "change", "shared-value", stored.toString(),
						before.map((one) -> new Audited(scope.name(), kind, false)).orElse(null),
						new Audited(scope.name(), kind, true));
			}
			return stored;
		});
		this.known.forget(tenant);
		return Objects.requireNonNull(id);
	}

	/**
	 * Says that a value is of one person, and is not to be found to be shared again.
	 * @throws NotFound if there is no such value that is shared
	 */
	public void remove(TenantId tenant, UUID id) {
		this.transaction.executeWithoutResult((status) -> {
			StoredSharedValue before = this.values.find(tenant.value(), id)
				.filter(StoredSharedValue::isShared)
				.orElseThrow(() -> new NotFound("shared value"));
			this.values.deny(tenant.value(), id, now());
			this.audit.note(tenant, "change", "shared-value", id.toString(), new Audited(null, before.kind(), true),
					new Audited(null, before.kind(), false));
		});
		this.known.forget(tenant);
	}

	/**
	 * A value in the form in which it is compared; empty if it is none, or a national
	 * phone number where the policy of the scope has no region.
	 */
	public Optional<MatchKey> key(TenantId tenant, PolicyScope scope, String kind, String value) {
		if (kind.equals(KeyKind.EMAIL.toString())) {
			return Optional.of(MatchKey.of(EmailKey.of(value))).filter((key) -> key.value().indexOf('@') > 0);
		}
		return Optional.ofNullable(PhoneKey.of(value, this.policies.get(tenant, scope).policy().region()))
			.map((phone) -> new MatchKey(KeyKind.PHONE, phone));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * As it is shown.
	 *
	 * @param names with how many it was seen, up to a hundred
	 */
	public record Shown(UUID id, String scope, String kind, String value, long names, boolean byHand, Instant since) {

		// the value is the tenant's data and stays out of logs
		@Override
		public String toString() {
			return "Shown[" + this.id + "]";
		}

	}

	/** Without the value, which not everybody who administers may read. */
	private record Audited(@Nullable String scope, String kind, boolean shared) {

	}

}
