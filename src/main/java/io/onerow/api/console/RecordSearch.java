package io.onerow.api.console;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.onerow.account.AccountService;
import io.onerow.api.KnownScopes;
import io.onerow.contact.Contact;
import io.onerow.contact.ContactSearch;
import io.onerow.customer.Customer;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.CustomerService;
import io.onerow.customer.Lookup;
import io.onerow.customer.RefusedException;
import io.onerow.history.History;
import io.onerow.history.RecordView;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Finds records of any kind by what people type. */
@Component
class RecordSearch {

	/** So many connections are offered to be looked in, and looked in for accounts. */
	private static final int CONNECTIONS = 100;

	private static final Pattern WEBSITE = Pattern.compile("[^\\s@]+\\.[^\\s@]+");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,14}");

	private final ContactSearch contacts;

	private final CustomerService customers;

	private final History history;

	private final AccountService accounts;

	private final Connections connections;

	private final KnownScopes scopes;

	RecordSearch(ContactSearch contacts, CustomerService customers, History history, AccountService accounts,
			Connections connections, KnownScopes scopes) {
		this.contacts = contacts;
		this.customers = customers;
		this.history = history;
		this.accounts = accounts;
		this.connections = connections;
		this.scopes = scopes;
	}

	/** Where contacts can be looked for, by the names of policies. */
	List<String> scopes(TenantId tenant) {
		return Stream.concat(Stream.of(PolicyScope.TENANT.name(), PolicyScope.BOOK.name()),
				this.connections.page(tenant, "", CONNECTIONS)
					.stream()
					.map((connection) -> PolicyScope.of(connection).name()))
			.toList();
	}

	Found find(TenantId tenant, String where, String text, @Nullable UUID after) {
		PolicyScope scope = this.scopes.get(tenant, where);
		ContactSearch.Found found = this.contacts.find(tenant, scope, text, after);
		List<Hit> hits = new ArrayList<>();
		if (after == null && scope.equals(PolicyScope.TENANT)) {
			hits.addAll(numbered(tenant, text));
			hits.addAll(customers(tenant, text));
		}
		if (after == null) {
			hits.addAll(accounts(tenant, scope, text));
		}
		found.hits().forEach((hit) -> hits.add(Hit.of(hit)));
		return new Found(hits, found.tooMany(), found.next());
	}

	/** What a wire calls by that number. */
	private List<Hit> numbered(TenantId tenant, String text) {
		if (!NUMBER.matcher(text).matches()) {
			return List.of();
		}
		long number = Long.parseLong(text);
		return Stream.of(this.contacts.numbered(tenant, number), Customer.recordId(number))
			.flatMap((id) -> (id != null) ? view(tenant, id) : Stream.empty())
			.map(Hit::of)
			.toList();
	}

	private Stream<RecordView> view(TenantId tenant, UUID id) {
		try {
			return Stream.of(this.history.record(tenant, id));
		}
		catch (NotFound ex) {
			return Stream.empty();
		}
	}

	/** What a record is called; null if there is none. */
	@Nullable String name(TenantId tenant, UUID id) {
		return view(tenant, id).map((record) -> Hit.of(record).name()).findFirst().orElse(null);
	}

	/** By source and id, with a blank between. */
	private List<Hit> customers(TenantId tenant, String text) {
		int blank = text.indexOf(' ');
		if (blank < 1) {
			return List.of();
		}
		CustomerKey key = new CustomerKey(text.substring(0, blank), text.substring(blank + 1));
		try {
			long id = this.customers.get(tenant, new Lookup.ByKey(key, null)).customer().id();
			return view(tenant, Customer.recordId(id)).map(Hit::of).toList();
		}
		catch (RefusedException ex) {
			return ex.inTheWay().stream().flatMap((id) -> view(tenant, Customer.recordId(id))).map(Hit::of).toList();
		}
	}

	/** By what looks like a website, connection by connection. */
	private List<Hit> accounts(TenantId tenant, PolicyScope scope, String text) {
		if (!WEBSITE.matcher(text).matches()) {
			return List.of();
		}
		return this.connections.page(tenant, "", CONNECTIONS)
			.stream()
			.filter((one) -> scope.equals(PolicyScope.TENANT) || scope.equals(PolicyScope.of(one)))
			.flatMap((one) -> this.accounts.find(one, text)
				.stream()
				.map((account) -> new Hit(account.id().toString(), "account", String.valueOf(account.name()), null,
						PolicyScope.of(one).name(), 0)))
			.toList();
	}

	/**
	 * What was found.
	 *
	 * @param next where to look on; null if that is all
	 */
	record Found(List<Hit> hits, boolean tooMany, @Nullable UUID next) {

	}

	/**
	 * A record that was found.
	 *
	 * @param where its directory, by the name of its policy
	 * @param distance the edits that its name is away
	 */
	record Hit(String id, String kind, String name, @Nullable String email, String where, int distance) {

		static Hit of(ContactSearch.Hit hit) {
			Contact contact = hit.placed().contact();
			String name = (contact.fullName() != null) ? contact.fullName() : contact.id().toString();
			return new Hit(contact.id().toString(), "contact", name, contact.email(),
					hit.placed().directory().scope().name(), hit.distance());
		}

		static Hit of(RecordView record) {
			String name = Stream.of("fullName", "name", "lastName")
				.map((field) -> record.fields().get(field))
				.flatMap(Stream::ofNullable)
				.map((field) -> String.valueOf(Shown.value(field.value())))
				.findFirst()
				.orElse(record.recordId().toString());
			return new Hit(record.recordId().toString(), record.kind(), name, null,
					(record.scope() != null) ? record.scope() : "", 0);
		}

	}

}
