package io.onerow.contact;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.sync.Position;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Change;
import io.onerow.upsert.TooMuchContention;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class BookTimeIntegrationTests {

	@Autowired
	private Tenants tenants;

	@Autowired
	private ContactCards cards;

	@Autowired
	private ContactCardStatements statements;

	@Test
	void entriesForWhichNoTimeIsLeftAreRefusedAndNotWritten() {
		TenantId tenant = this.tenants.ensure(new TenantId("book-time")).id();
		CompanyBook book = new CompanyBook(this.tenants, this.cards, this.statements,
				new BulkLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
		List<BookEntry> entries = Stream.of("A", "B")
			.map((id) -> new BookEntry(new ContactLookup.ByExternalId(id, null),
					new ContactChanges(Change.keep(), Change.set(id), AttributesPatch.NONE)))
			.toList();
		assertThat(book.upsert(tenant, entries)).hasSize(2)
			.allSatisfy((result) -> assertThat(result).isInstanceOfSatisfying(BookResult.Refused.class,
					(refused) -> assertThat(refused.why()).isInstanceOf(TooMuchContention.class)));
		assertThat(book.list(tenant, null, Position.START, 10).items()).isEmpty();
	}

}
