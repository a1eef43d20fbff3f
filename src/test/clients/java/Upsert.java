import java.util.UUID;

import org.openapitools.client.ApiClient;
import org.openapitools.client.api.BillabexApi;
import org.openapitools.client.api.OnerowApi;
import org.openapitools.client.api.SamApi;
import org.openapitools.client.model.BillabexContact;
import org.openapitools.client.model.BillabexContactUpsert;
import org.openapitools.client.model.BillabexNewAccount;
import org.openapitools.client.model.SamResult;
import org.openapitools.client.model.SamSentContact;

import org.springframework.web.client.HttpClientErrorException;

import java.util.List;

/** Sends contacts by a client that was generated from the description. */
public final class Upsert {

	private Upsert() {
	}

	/** What came of it, for the base URL, the id and the secret of an OAuth client. */
	public static String run(String base, String id, String secret) {
		ApiClient client = new ApiClient().setBasePath(base);
		String token = new OnerowApi(client)
			.token("client_credentials", null, null, id, secret, null, null, null, null)
			.getAccessToken();
		client.setAccessToken(token);

		BillabexApi billabex = new BillabexApi(client);
		UUID account = billabex
			.createAccount(new BillabexNewAccount().fullName("Acme"), null, null, null, null, null, null, null, null, null,
					null, null)
			.getId();
		BillabexContact made = upsert(billabex, account,
				new BillabexContactUpsert().fullName("Ann Lee").email("ann.lee@acme.example").language("en"));
		BillabexContact found = upsert(billabex, account,
				new BillabexContactUpsert().fullName("Ann Leigh").email("ANN.LEE@acme.example"));
		String refusal = "none";
		try {
			upsert(billabex, account, new BillabexContactUpsert().email("nobody"));
		}
		catch (HttpClientErrorException ex) {
			refusal = String.valueOf(ex.getStatusCode().value());
		}
		List<SamResult> results = new SamApi(client).upsertContacts(
				List.of(new SamSentContact().externalId("CRM-7").firstname("Ann").lastname("Lee").email1("ann@sam.example")), null, null, null, null,
				null, null, null, null, null, null, null, null);
		return "%s %s %s %s".formatted(made.getId().equals(found.getId()), found.getFullName(), refusal,
				results.get(0).getRowsAffected());
	}

	private static BillabexContact upsert(BillabexApi api, UUID account, BillabexContactUpsert contact) {
		return api.upsertContact(account, contact, null, null, null, null, null, null, null, null, null, null, null);
	}

}
