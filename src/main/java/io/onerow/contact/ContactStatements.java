package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameCandidate;
import io.onerow.matching.NameKey;
import io.onerow.upsert.RacedException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The statements of the upsert, in SQL because JPA would need more round trips. Each is
 * one round trip and a transaction of its own.
 */
@Repository
class ContactStatements {

	private static final String APPLY_BY_EMAIL = """
			with hit as (
				select * from contact
				where tenant_id = :tenant and directory_id = :directory and email_key = :emailKey
			), written as (
				update contact set full_name = coalesce(:fullName, full_name), name_key = coalesce(:nameKey, name_key),
					name_keys = coalesce(:nameKeys, name_keys), language = coalesce(:language, language),
					version = version + 1, updated_at = :now
				where tenant_id = :tenant and directory_id = :directory and email_key = :emailKey
					and (full_name, language) is distinct from
						(coalesce(:fullName, full_name), coalesce(:language, language))
				returning *
			)
			select 'written' as found, contact_id, full_name, email, email_status, language, name_key from written
			union all
			select case when (full_name, language) is distinct from
						(coalesce(:fullName, full_name), coalesce(:language, language)) then 'raced' else 'unchanged' end,
				contact_id, full_name, email, email_status, language, name_key
			from hit where not exists (select from written)
			union all
			select 'candidate', contact_id, null, null, null, null, name_key
			from contact_name
			where tenant_id = :tenant and directory_id = :directory and key = any (:probes)
				and not exists (select from hit)""";

	private static final String APPLY_BY_ID = """
			with guard as materialized (
				select contact_name_unseen(:tenant, :directory, :locks, :exclusive, :probes, :judged) as unseen
			), hit as (
				select * from contact
				where tenant_id = :tenant and directory_id = :directory and contact_id = :contactId
					and name_key = :chosenName
			), written as (
				update contact set full_name = coalesce(:fullName, full_name), name_key = coalesce(:nameKey, name_key),
					name_keys = coalesce(:nameKeys, name_keys), language = coalesce(:language, language),
					email = case when email_key is distinct from coalesce(:emailKey, email_key) then :email else email end,
					email_status = case when email_key is distinct from coalesce(:emailKey, email_key)
						then 'Valid' else email_status end,
					email_key = coalesce(:emailKey, email_key), version = version + 1, updated_at = :now
				where tenant_id = :tenant and directory_id = :directory and contact_id = :contactId
					and name_key = :chosenName and not (select unseen from guard)
					and (full_name, language, email_key) is distinct from
						(coalesce(:fullName, full_name), coalesce(:language, language), coalesce(:emailKey, email_key))
				returning *
			)
			select 'written' as found, contact_id, full_name, email, email_status, language, name_key from written
			union all
			select case when (select unseen from guard) or (full_name, language, email_key) is distinct from
						(coalesce(:fullName, full_name), coalesce(:language, language), coalesce(:emailKey, email_key))
					then 'raced' else 'unchanged' end,
				contact_id, full_name, email, email_status, language, name_key
			from hit where not exists (select from written)""";

	private static final String INSERT = """
			with guard as materialized (
				select contact_name_unseen(:tenant, :directory, :locks, :exclusive, :probes, :judged) as unseen
			)
			insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, email, email_key,
				email_status, language, version, created_at, updated_at)
			select :tenant, :directory, :contactId, :fullName, :nameKey, :nameKeys, :email, :emailKey,
				'Valid', :language, 1, :now, :now
			from guard where not unseen""";

	private final JdbcClient jdbc;

	ContactStatements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Changes the contact with that email, or, if there is none, tells which contacts
	 * have a name that could be near.
	 */
	EmailHit applyByEmail(Directory directory, ContactUpsert upsert, Instant now) {
		NameKey name = upsert.nameKey();
		List<NameCandidate<UUID>> candidates = new ArrayList<>();
		Applied applied = found(bind(this.jdbc.sql(APPLY_BY_EMAIL), directory, upsert, now).param("probes",
				(name != null) ? name.probeKeys() : new long[0]), candidates);
		return new EmailHit(applied, candidates);
	}

	/**
	 * Changes the contact that was chosen by its name.
	 * @throws RacedException if it is not as it was when chosen, or the guard has seen a
	 * new name
	 */
	Applied applyById(Directory directory, UUID contactId, NameKey chosenName, ContactUpsert upsert, NameGuard guard,
			Instant now) {
		StatementSpec statement = bind(this.jdbc.sql(APPLY_BY_ID), directory, upsert, now).param("contactId", contactId)
			.param("chosenName", chosenName.value());
		Applied applied = found(bind(statement, guard), new ArrayList<>());
		if (applied == null) {
			throw new RacedException();
		}
		return applied;
	}

	/**
	 * Creates a contact.
	 * @throws RacedException if the guard has seen a new name
	 */
	void insert(Directory directory, UUID contactId, ContactUpsert upsert, NameGuard guard, Instant now) {
		StatementSpec statement = bind(this.jdbc.sql(INSERT), directory, upsert, now).param("contactId", contactId);
		if (bind(statement, guard).update() == 0) {
			throw new RacedException();
		}
	}

	private static StatementSpec bind(StatementSpec statement, Directory directory, ContactUpsert upsert, Instant now) {
		NameKey name = upsert.nameKey();
		return statement.param("tenant", directory.tenant().value())
			.param("directory", directory.id())
			.param("fullName", upsert.fullName(), Types.VARCHAR)
			.param("nameKey", (name != null) ? name.value() : null, Types.VARCHAR)
			.param("nameKeys", (name != null) ? name.indexKeys() : null, Types.ARRAY)
			.param("email", upsert.email(), Types.VARCHAR)
			.param("emailKey", upsert.emailKey(), Types.VARCHAR)
			.param("language", upsert.language(), Types.VARCHAR)
			.param("now", now.atOffset(ZoneOffset.UTC));
	}

	private static StatementSpec bind(StatementSpec statement, NameGuard guard) {
		return statement.param("locks", guard.locks().keys())
			.param("exclusive", guard.locks().exclusive())
			.param("probes", guard.probes())
			.param("judged", guard.judged());
	}

	private static @Nullable Applied found(StatementSpec statement, List<NameCandidate<UUID>> candidates) {
		Applied[] applied = new Applied[1];
		statement.query((row) -> {
			switch (row.getString("found")) {
				case "candidate" -> candidates.add(new NameCandidate<>(row.getObject("contact_id", UUID.class),
						new NameKey(row.getString("name_key"))));
				case "raced" -> throw new RacedException();
				case "written" -> applied[0] = new Applied(contact(row), true);
				default -> applied[0] = new Applied(contact(row), false);
			}
		});
		return applied[0];
	}

	private static Contact contact(ResultSet row) throws SQLException {
		return new Contact(row.getObject("contact_id", UUID.class), row.getString("full_name"), row.getString("email"),
				EmailStatus.of(row.getString("email_status")), row.getString("language"));
	}

	/** What became of a contact that was found. */
	record Applied(Contact contact, boolean written) {

	}

	/** Either the contact with the email, or the candidates by name. */
	record EmailHit(@Nullable Applied applied, List<NameCandidate<UUID>> candidates) {

	}

}
