package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.matching.Receipt;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Tenant;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads what has changed is told of every write, whichever wire it came by. */
@IntegrationTest
class ContactChangesIntegrationTests {

	@Autowired
	private ContactService contacts;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	private Tenant tenant;

	private Directory directory;

	private Position read = Position.START;

	@BeforeEach
	void emptyAccount() {
		this.tenant = this.tenants.ensure(new TenantId("changes"));
		UUID account = this.accounts.create(AccountScope.of(this.tenant.id()), AccountChanges.ofName("Acme")).id();
		this.directory = Directory.ofAccount(this.tenant.id(), account);
		this.read = Position.START;
	}

	@Test
	void everyWriteOfAPersonIsRead() {
		UUID john = upsert("John Smith", "john@x.example", "en");
		assertThat(changed()).containsExactly(john);
		assertThat(changed()).isEmpty();
		assertThat(upsert("John Smith", "john@x.example", "en")).isEqualTo(john);
		assertThat(changed()).as("unchanged").isEmpty();
		assertThat(upsert("John Smith", "john@x.example", "fr")).isEqualTo(john);
		assertThat(changed()).as("a field").containsExactly(john);
		assertThat(upsert("John Smyth", "john@x.example", "fr")).isEqualTo(john);
		assertThat(changed()).as("another name").containsExactly(john);
		assertThat(upsert("Jon Smyth", "jon@x.example", "fr")).isEqualTo(john);
		assertThat(changed()).as("another address").containsExactly(john);
		this.contacts.change(this.directory, john, person("John", null, "de"));
		assertThat(changed()).as("by id").containsExactly(john);
		this.contacts.change(this.directory, john, person("John", null, "de"));
		assertThat(changed()).as("by id, unchanged").isEmpty();
		UUID jane = this.contacts.create(this.directory, person("Jane", "jane@x.example", "en")).id();
		assertThat(changed()).as("created").containsExactly(jane);
	}

	@Test
	void nameIsFoundByWhatEachWriteMadeOfIt() {
		UUID id = this.contacts.create(this.directory, person("Wolfgang Amadeus", null, "de")).id();
		assertThat(upsert("Wolfgang Amadeos", null, "de")).isEqualTo(id);
		this.contacts.change(this.directory, id, person("Johann Sebastian", null, "de"));
		assertThat(upsert("Johann Sebastien", null, "de")).isEqualTo(id);
		assertThat(this.jdbc.sql("select count(distinct name_key) from contact_name where directory_id = ?")
			.param(this.directory.id())
			.query(Long.class)
			.single()).isEqualTo(1);
		this.contacts.delete(this.directory, id);
		assertThat(this.jdbc.sql("select count(*) from contact_name where directory_id = ?")
			.param(this.directory.id())
			.query(Long.class)
			.single()).isZero();
		assertThat(upsert("Johann Sebastian", null, "de")).isNotEqualTo(id);
	}

	@Test
	void hitByAddressInTheCompanyBookSaysSo() {
		Directory book = Directory.ofCompanyBook(this.tenant);
		String email = UUID.randomUUID() + "@x.example";
		this.contacts.create(book, card(email, Change.keep()));
		assertThat(this.contacts.upsert(book, SentContact.byExternalIdOrAddress(email, card(email, Change.set(email))))
			.receipt()).isEqualTo(Receipt.by(Receipt.Rule.EMAIL));
	}

	private static ContactChanges card(String email, Change<String> externalId) {
		return ContactChanges.ofCard(Change.set(email), externalId, AttributesPatch.NONE, List.of(), null);
	}

	private UUID upsert(String fullName, @Nullable String email, String language) {
		return this.contacts.upsert(this.directory, SentContact.byAddressOrName(person(fullName, email, language)))
			.value()
			.id();
	}

	private static ContactChanges person(String fullName, @Nullable String email, String language) {
		return ContactChanges.ofPerson(Change.set(fullName), (email != null) ? Change.set(email) : Change.keep(),
				Change.set(language), List.of());
	}

	private List<UUID> changed() {
		Slice<Contact> slice = this.contacts.list(this.directory, Order.CHANGE, this.read, 10);
		this.read = slice.end();
		return slice.items().stream().map(Contact::id).toList();
	}

}
