package io.onerow.api.sam;

import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;

import io.onerow.contact.Contact;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.contact.SentContact;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.UpsertResult;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The contacts of a tenant as a whole, written many at a time. */
@Component
class CompanyBook {

	/** Longer than any array takes. */
	private static final Duration WHOLE = Duration.ofDays(1);

	private final Tenants tenants;

	private final ContactService contacts;

	private final BulkLimits limits;

	CompanyBook(Tenants tenants, ContactService contacts, BulkLimits limits) {
		this.tenants = tenants;
		this.contacts = contacts;
		this.limits = limits;
	}

	/**
	 * Upserts the contacts in their order, each in a transaction of its own, so that a
	 * later one sees an earlier one. Those that {@link BulkLimits#time()} leaves no time
	 * for are refused.
	 * @param place where each stands in the request, by its place here
	 */
	List<UpsertResult<Contact>> upsert(TenantId tenant, List<SentContact> contacts, IntUnaryOperator place) {
		return this.contacts.look(book(tenant), contacts).run(Deadline.in(this.limits.now()), place);
	}

	/** The same, however long that takes. */
	List<UpsertResult<Contact>> upsertAll(TenantId tenant, List<SentContact> contacts, IntUnaryOperator place) {
		return this.contacts.look(book(tenant), contacts).run(Deadline.in(WHOLE), place);
	}

	/**
	 * The contacts after a position in order of creation, at most so many.
	 * @param author who created them, or null for all
	 */
	Slice<Contact> list(TenantId tenant, @Nullable String author, Position start, int size) {
		Directory book = book(tenant);
		return (author != null) ? this.contacts.list(book, author, start, size)
				: this.contacts.list(book, Order.CREATION, start, size);
	}

	private Directory book(TenantId tenant) {
		return Directory.ofCompanyBook(this.tenants.get(tenant));
	}

}
