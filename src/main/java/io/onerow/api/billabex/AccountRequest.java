package io.onerow.api.billabex;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.onerow.account.Account;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountSource;
import io.onerow.api.SourceTimes;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.contact.SentContact;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a client sends of an account, and the contacts that it sends along. Other members
 * are ignored; a blank one is absent, but for the name.
 */
record AccountRequest(AccountChanges changes, List<SentContact> contacts) {

	private static final int TEXT_MAX = 200;

	private static final int CONNECTION_MAX = 100;

	private static final int MOST_CONTACTS = 200;

	private static final Pattern CURRENCY_CODE = Pattern.compile("[a-zA-Z]{3}");

	/** For a create: the name is required, and null says nothing. */
	static AccountRequest create(JsonNode body) {
		Members members = Members.of(body).require("fullName");
		AccountChanges sent = read(members, false);
		List<SentContact> contacts = contacts(members);
		members.verify();
		return new AccountRequest(sent, contacts);
	}

	/** For a change by id: null clears, and is refused for the name. */
	static AccountChanges patch(JsonNode body) {
		Members members = Members.of(body).refuseNull("fullName");
		AccountChanges sent = read(members, true);
		members.verify();
		return sent;
	}

	/** For a body that is a source. */
	static AccountChanges link(JsonNode body) {
		Members members = Members.of(body);
		Change<AccountSource> source = source(members.withoutBlanks());
		members.verify();
		return AccountChanges.ofName(Change.keep(), source, AttributesPatch.NONE);
	}

	private static AccountChanges read(Members members, boolean nullClears) {
		Change<String> name = members.filledName("fullName", TEXT_MAX);
		Members optional = members.withoutBlanks();
		Change<AccountSource> source = source(optional, nullClears);
		Change<JsonNode> currency = optional.parsed(Account.CURRENCY, TEXT_MAX, AccountRequest::currency)
			.map(JsonNodeFactory.instance::stringNode);
		AttributesPatch attributes = new AttributesPatch(
				Map.of(Account.CURRENCY, nullClears ? currency : currency.unlessCleared()),
				Map.of(Account.BILLING_ADDRESS,
						BillingAddress.read(optional.object(Account.BILLING_ADDRESS), nullClears)));
		return AccountChanges.ofName(name, source, attributes).told(SourceTimes.in(optional));
	}

	private static Change<AccountSource> source(Members members, boolean nullClears) {
		Change<Members> sent = members.object("source");
		if (sent instanceof Change.Set<Members> source) {
			return source(source.value());
		}
		return (nullClears && sent instanceof Change.Clear<Members>) ? Change.clear() : Change.keep();
	}

	private static Change<AccountSource> source(Members members) {
		members.require("connectionId", "sourceId");
		Change<String> connection = members.textOrWhole("connectionId", CONNECTION_MAX);
		Change<String> source = members.textOrWhole("sourceId", TEXT_MAX);
		return (connection instanceof Change.Set<String> c && source instanceof Change.Set<String> s)
				? Change.set(new AccountSource(c.value(), s.value())) : Change.keep();
	}

	/** The form alone: which codes there are changes from year to year. */
	private static String currency(String text) throws Unfit {
		if (!CURRENCY_CODE.matcher(text).matches()) {
			throw new Unfit("must be an ISO 4217 currency code");
		}
		return text.toUpperCase(Locale.ROOT);
	}

	private static List<SentContact> contacts(Members members) {
		return (members.withoutBlanks().list("contacts", MOST_CONTACTS) instanceof Change.Set<List<Members>> sent)
				? sent.value().stream().map(AccountRequest::contact).toList() : List.of();
	}

	private static SentContact contact(Members members) {
		return SentContact.byAddressOrName(ContactRequest.create(members.require("fullName", "language")));
	}

}
