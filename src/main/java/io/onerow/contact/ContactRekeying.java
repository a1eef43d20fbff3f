package io.onerow.contact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.KeyKind;
import io.onerow.matching.NameSearch;
import io.onerow.matching.OldForms;
import io.onerow.rekey.OldRecords;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives contacts their new keys. */
@Component
class ContactRekeying implements OldRecords {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final ContactRepository contacts;

	private final TransactionTemplate transaction;

	ContactRekeying(ContactRepository contacts, TransactionTemplate transaction) {
		this.contacts = contacts;
		this.transaction = transaction;
	}

	@Override
	public boolean exist(TenantId tenant) {
		return this.contacts.existOld(tenant);
	}

	@Override
	public @Nullable String renew(TenantId tenant, @Nullable String after, int size) {
		List<OldContact> read = Objects
			.requireNonNull(this.transaction.execute((status) -> keepNew(tenant, after, size)));
		renew(tenant, read);
		return read.isEmpty() ? null : place(read.get(read.size() - 1));
	}

	/** Those of which no key changes, as nearly all, are done at once. */
	private List<OldContact> keepNew(TenantId tenant, @Nullable String after, int size) {
		if (!this.contacts.takeTurn(tenant)) {
			return List.of();
		}
		UUID[] place = place(after);
		List<OldContact> read = this.contacts.readOld(tenant, place[0], place[1], size);
		this.contacts.keep(tenant, read.stream().filter(OldContact::isNew).toList());
		return read;
	}

	/**
	 * Renews those that stand under an old form of a key that was sent, so that they are
	 * found by the new one.
	 */
	void renewFor(Directory directory, SentContact sent) {
		Set<String> addresses = new LinkedHashSet<>();
		sent.sought().values(KeyKind.EMAIL).forEach((key) -> addresses.addAll(OldForms.ofEmail(key)));
		NameSearch name = (directory.kind() == Directory.Kind.ACCOUNT
				&& sent.changes().fullName() instanceof Change.Set<String> set)
						? OldForms.ofName(set.value()).orElse(null) : null;
		if (!addresses.isEmpty() || name != null) {
			List<OldContact> read = this.contacts.readOld(directory, addresses, name).stream().distinct().toList();
			this.contacts.keep(directory.tenant(), read.stream().filter(OldContact::isNew).toList());
			renew(directory.tenant(), read);
		}
	}

	private void renew(TenantId tenant, List<OldContact> read) {
		read.stream().filter((contact) -> !contact.isNew()).forEach((contact) -> this.contacts.renew(tenant, contact));
	}

	private static String place(OldContact contact) {
		return contact.directory() + " " + contact.id();
	}

	private static UUID[] place(@Nullable String text) {
		if (text == null) {
			return new UUID[] { BEFORE_ALL, BEFORE_ALL };
		}
		String[] ids = text.split(" ", -1);
		return new UUID[] { UUID.fromString(ids[0]), UUID.fromString(ids[1]) };
	}

}
