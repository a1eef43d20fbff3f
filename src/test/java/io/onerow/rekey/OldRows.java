package io.onerow.rekey;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.NameKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what a service of version 1 of the keys wrote, and looks what became of it. */
record OldRows(JdbcClient jdbc, String tenant, String account) {

	/** A contact as the service before wrote it; answers its id. */
	String contact(String name, String nameKey, @Nullable String email) {
		String id = UuidCreator.getTimeOrderedEpoch().toString();
		String[] keys = keys(nameKey);
		this.jdbc
			.sql("""
					with contact as (
						insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters,
							email, email_key, email_status, language, number, version, created_at, updated_at)
						values (:tenant, :account::uuid, :id::uuid, :name, :nameKey, :keys::bigint[], :letters::bigint, :email,
							:email, 'Valid', 'en', null, 1, now(), now())
						returning tenant_id, directory_id, contact_id, name_keys, name_key, name_letters
					)
					insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
					select tenant_id, directory_id, k, contact_id, name_key, name_letters from contact, unnest(name_keys) as k""")
			.param("tenant", this.tenant)
			.param("account", this.account)
			.param("id", id)
			.param("name", name)
			.param("nameKey", nameKey)
			.param("keys", keys[0])
			.param("letters", keys[1])
			.param("email", email)
			.update();
		return id;
	}

	/** Those of the name index, as an array, and the letters. */
	static String[] keys(String nameKey) {
		NameKey key = new NameKey(nameKey);
		return new String[] {
				Arrays.stream(key.indexKeys()).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}")),
				Long.toString(key.letters()) };
	}

	String account(String website, String key, @Nullable String source) {
		String id = UuidCreator.getTimeOrderedEpoch().toString();
		String domain = "d:" + key.substring(2).replaceFirst("\\?.*", "");
		this.jdbc
			.sql("""
					select outcome from account_write(?, ?::uuid, 0, null, 'crm', ?, ?, null, '{}', '{}', ?::text[], now(), '{}', '{}',
						'{}', '{}', false)""")
			.param(this.tenant)
			.param(id)
			.param(source)
			.param(website)
			.param("{\"" + key + "\",\"" + domain + "\"}")
			.query(String.class)
			.single();
		return id;
	}

	long customer(String sourceId) {
		return this.jdbc
			.sql("""
					insert into customer (tenant_id, source, source_id, language, addresses, version, created_at, updated_at)
					values (?, 'erp', ?, 'EN', '[]', 1, now(), now()) returning customer_id""")
			.params(this.tenant, sourceId)
			.query(Long.class)
			.single();
	}

	/** Of the contacts, the oldest first. */
	List<String> column(String name) {
		return this.jdbc
			.sql("select " + name
					+ "::text from contact where tenant_id = ? and directory_id = ?::uuid order by contact_id")
			.params(this.tenant, this.account)
			.query(String.class)
			.list();
	}

	List<String> names() {
		return this.jdbc.sql("select name_key from contact_name where tenant_id = ? and directory_id = ?::uuid")
			.params(this.tenant, this.account)
			.query(String.class)
			.list();
	}

}
