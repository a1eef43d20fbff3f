package io.onerow.api.sam;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.ContactService;
import io.onerow.contact.SentContact;
import io.onerow.sync.Position;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Change;
import io.onerow.upsert.TooMuchContention;
import io.onerow.upsert.UpsertResult;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class BookTimeIntegrationTests {

	@Autowired
	private Tenants tenants;

	@Autowired
	private ContactService contacts;

	@Test
	void contactsForWhichNoTimeIsLeftAreRefusedAndNotWritten() {
		TenantId tenant = this.tenants.ensure(new TenantId("book-time")).id();
		CompanyBook book = new CompanyBook(this.tenants, this.contacts,
				new BulkLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
		List<SentContact> sent = Stream.of("A", "B")
			.map((id) -> SentContact.byExternalIdOrAddress(id,
					ContactChanges.ofCard(Change.keep(), Change.set(id), AttributesPatch.NONE, List.of(), null)))
			.toList();
		assertThat(book.upsert(tenant, sent, (i) -> i)).hasSize(2)
			.allSatisfy((result) -> assertThat(result).isInstanceOfSatisfying(UpsertResult.Refused.class,
					(refused) -> assertThat(refused.why()).isInstanceOf(TooMuchContention.class)));
		assertThat(book.list(tenant, null, Position.START, 10).items()).isEmpty();
	}

}
