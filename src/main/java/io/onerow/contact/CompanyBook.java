package io.onerow.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Taken;
import io.onerow.upsert.TooMuchContention;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** The contacts of a tenant as a whole, written many at a time. */
@Service
public class CompanyBook {

	private final Tenants tenants;

	private final ContactCards cards;

	private final ContactCardStatements statements;

	private final BulkLimits limits;

	CompanyBook(Tenants tenants, ContactCards cards, ContactCardStatements statements, BulkLimits limits) {
		this.tenants = tenants;
		this.cards = cards;
		this.statements = statements;
		this.limits = limits;
	}

	/**
	 * Upserts the entries in their order, each in a transaction of its own, so that a
	 * later one sees an earlier one. Those that {@link BulkLimits#time()} leaves no time
	 * for are refused.
	 * @throws BookFaults before the first write, if an entry has no chance
	 */
	public List<BookResult> upsert(TenantId tenant, List<BookEntry> entries) {
		Directory book = book(tenant);
		Map<Integer, RuntimeException> failures = BookCheck.failures(entries,
				new BookCheck(entries).find(book, this.statements));
		if (!failures.isEmpty()) {
			throw new BookFaults(failures);
		}
		List<BookResult> results = new ArrayList<>(entries.size());
		Deadline end = Deadline.in(this.limits.time());
		for (BookEntry entry : entries) {
			results.add(end.isOver() ? new BookResult.Refused(new TooMuchContention(null)) : upsert(book, entry));
		}
		return results;
	}

	private BookResult upsert(Directory book, BookEntry entry) {
		try {
			return new BookResult.Saved(this.cards.upsert(book, entry.lookup(), entry.changes()));
		}
		catch (Taken | NotFound | Incomplete | TooMuchContention ex) {
			return new BookResult.Refused(ex);
		}
	}

	/**
	 * The contacts after a position in order of creation, at most so many.
	 * @param author who created them, or null for all
	 */
	public Slice<ContactCard> list(TenantId tenant, @Nullable String author, Position start, int size) {
		Directory book = book(tenant);
		Slice<StoredContact> read = (author != null) ? this.statements.read(book, author, start, size)
				: this.statements.read(book, Order.CREATION, start, size);
		return read.map(StoredContact::card);
	}

	private Directory book(TenantId tenant) {
		return new Directory(tenant, this.tenants.get(tenant).companyBook());
	}

}
