package io.onerow.contact;

import java.sql.PreparedStatement;
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
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The statements of the upsert, in SQL because JPA would need more round trips. Each is
 * one round trip and a transaction of its own.
 */
@Component
class ContactStatements {

	// two statements in one round trip; the second one tells a hit that needs no change
	// from none. A new name is left to the function: merely to mention the column would
	// make PostgreSQL look at the condition of its trigger.
	private static final String UPDATE_BY_EMAIL = """
			update contact set full_name = coalesce(?, full_name), language = coalesce(?, language),
				version = version + 1, updated_at = ?
			where tenant_id = ? and directory_id = ? and email_key = ? and name_key is not distinct from coalesce(?, name_key)
				and (full_name, language) is distinct from (coalesce(?, full_name), coalesce(?, language))
			returning 'updated' as outcome, contact_id, full_name, email, email_status, language, name_key;
			select 'unchanged' as outcome, contact_id, full_name, email, email_status, language, name_key from contact
			where tenant_id = ? and directory_id = ? and email_key = ?
				and (full_name, language) is not distinct from (coalesce(?, full_name), coalesce(?, language))""";

	private static final String UPSERT = """
			select outcome, id as contact_id, stored_name as full_name, stored_email as email, stored_status as email_status,
				stored_language as language, stored_key as name_key, bearers
			from contact_upsert(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private static final String APPLY_BY_ID = """
			with guard as materialized (
				select contact_name_unseen(:tenant, :directory, :locks, :exclusive, :probes, :letters, :apart,
					:judged) as unseen
			), hit as (
				select * from contact
				where tenant_id = :tenant and directory_id = :directory and contact_id = :contactId
					and name_key = :chosenName
			), written as (
				update contact set full_name = coalesce(:fullName, full_name), name_key = coalesce(:nameKey, name_key),
					name_keys = coalesce(:nameKeys, name_keys), name_letters = coalesce(:nameLetters, name_letters),
					language = coalesce(:language, language),
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
			select 'updated' as outcome, contact_id, full_name, email, email_status, language, name_key from written
			union all
			select case when (select unseen from guard) or (full_name, language, email_key) is distinct from
						(coalesce(:fullName, full_name), coalesce(:language, language), coalesce(:emailKey, email_key))
					then 'raced' else 'unchanged' end,
				contact_id, full_name, email, email_status, language, name_key
			from hit where not exists (select from written)""";

	private static final String INSERT = """
			insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
				email_key, email_status, language, version, created_at, updated_at)
			values (:tenant, :directory, :contactId, :fullName, :nameKey, :nameKeys, :nameLetters, :email,
				:emailKey, 'Valid', :language, 1, :now, :now)""";

	/**
	 * For what each upsert sends: to put names in their places costs as much as to send.
	 */
	private final JdbcTemplate positional;

	private final JdbcClient jdbc;

	ContactStatements(JdbcTemplate positional, JdbcClient jdbc) {
		this.positional = positional;
		this.jdbc = jdbc;
	}

	/**
	 * Changes the contact with that email, unless that gives it another name; otherwise,
	 * and if there is none, the reply is empty.
	 */
	Reply updateByEmail(Directory directory, ContactUpsert upsert, Instant now) {
		NameKey name = upsert.nameKey();
		String emailKey = upsert.emailKey();
		return this.positional.execute(UPDATE_BY_EMAIL, (PreparedStatement statement) -> {
			statement.setString(1, upsert.fullName());
			statement.setString(2, upsert.language());
			statement.setObject(3, now.atOffset(ZoneOffset.UTC));
			statement.setString(4, directory.tenant().value());
			statement.setObject(5, directory.id());
			statement.setString(6, emailKey);
			statement.setString(7, (name != null) ? name.value() : null);
			statement.setString(8, upsert.fullName());
			statement.setString(9, upsert.language());
			statement.setString(10, directory.tenant().value());
			statement.setObject(11, directory.id());
			statement.setString(12, emailKey);
			statement.setString(13, upsert.fullName());
			statement.setString(14, upsert.language());
			statement.execute();
			Reply updated = reply(statement.getResultSet());
			if (updated.applied() != null || !statement.getMoreResults()) {
				return updated;
			}
			return reply(statement.getResultSet());
		});
	}

	/**
	 * Changes the contact with that email; if there is none, and no name that could be
	 * near but the judged ones, creates it.
	 * @param newId of a contact that is created
	 * @param judged what was returned before and is not near
	 */
	Reply upsert(Directory directory, UUID newId, ContactUpsert upsert, List<NameCandidate<UUID>> judged, Instant now) {
		NameKey name = upsert.nameKey();
		NameGuard guard = (name != null) ? NameGuard.of(directory, name, judged) : NameGuard.NONE;
		return this.positional.query(UPSERT, (statement) -> {
			statement.setString(1, directory.tenant().value());
			statement.setObject(2, directory.id());
			statement.setObject(3, newId);
			statement.setString(4, upsert.fullName());
			statement.setString(5, (name != null) ? name.value() : null);
			statement.setObject(6, (name != null) ? name.indexKeys() : null, Types.ARRAY);
			statement.setObject(7, (name != null) ? name.letters() : null, Types.BIGINT);
			statement.setString(8, upsert.email());
			statement.setString(9, upsert.emailKey());
			statement.setString(10, upsert.language());
			statement.setObject(11, now.atOffset(ZoneOffset.UTC));
			statement.setObject(12, guard.locks().keys());
			statement.setObject(13, guard.locks().exclusive());
			statement.setObject(14, guard.probes());
			statement.setInt(15, guard.apart());
			statement.setObject(16, guard.judged());
		}, ContactStatements::reply);
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
		Applied applied = bind(statement, guard).query(ContactStatements::reply).applied();
		if (applied == null) {
			throw new RacedException();
		}
		return applied;
	}

	/** Creates a contact, whatever other names there are. */
	void insert(Directory directory, UUID contactId, ContactUpsert upsert, Instant now) {
		bind(this.jdbc.sql(INSERT), directory, upsert, now).param("contactId", contactId).update();
	}

	private static StatementSpec bind(StatementSpec statement, Directory directory, ContactUpsert upsert, Instant now) {
		NameKey name = upsert.nameKey();
		return statement.param("tenant", directory.tenant().value())
			.param("directory", directory.id())
			.param("fullName", upsert.fullName(), Types.VARCHAR)
			.param("nameKey", (name != null) ? name.value() : null, Types.VARCHAR)
			.param("nameKeys", (name != null) ? name.indexKeys() : null, Types.ARRAY)
			.param("nameLetters", (name != null) ? name.letters() : null, Types.BIGINT)
			.param("email", upsert.email(), Types.VARCHAR)
			.param("emailKey", upsert.emailKey(), Types.VARCHAR)
			.param("language", upsert.language(), Types.VARCHAR)
			.param("now", now.atOffset(ZoneOffset.UTC));
	}

	private static StatementSpec bind(StatementSpec statement, NameGuard guard) {
		return statement.param("locks", guard.locks().keys())
			.param("exclusive", guard.locks().exclusive())
			.param("probes", guard.probes())
			.param("letters", guard.letters())
			.param("apart", guard.apart())
			.param("judged", guard.judged());
	}

	private static Reply reply(ResultSet rows) throws SQLException {
		List<NameCandidate<UUID>> candidates = new ArrayList<>();
		while (rows.next()) {
			String outcome = rows.getString("outcome");
			switch (outcome) {
				case "candidate" -> candidates.add(new NameCandidate<>(rows.getObject("contact_id", UUID.class),
						new NameKey(rows.getString("name_key")), rows.getInt("bearers")));
				case "raced" -> throw new RacedException();
				default -> {
					return new Reply(new Applied(contact(rows), Outcome.of(outcome)), candidates);
				}
			}
		}
		return new Reply(null, candidates);
	}

	private static Contact contact(ResultSet row) throws SQLException {
		return new Contact(row.getObject("contact_id", UUID.class), row.getString("full_name"), row.getString("email"),
				EmailStatus.of(row.getString("email_status")), row.getString("language"));
	}

	/** A contact as it now is, and what was done to it. */
	record Applied(Contact contact, Outcome outcome) {

	}

	/** Either a contact, or candidates by name, or neither: too little to create one. */
	record Reply(@Nullable Applied applied, List<NameCandidate<UUID>> candidates) {

	}

}
