-- What a customer has besides, and no customer is below itself.
alter table customer add column mobile text, add column language_defaulted boolean not null default false;

comment on column customer.language_defaulted is
	'nobody has sent the language yet: it is the tenant''s default, and the first that is sent takes its place. Of a row '
	'that is older than the column it is not known, and its language counts as sent';

-- Creates a customer, or writes one that was read in that version, whole; without an id it creates. Under the lock of the
-- key, if there is one: who creates takes it, and who gives a customer another identity. Under that of the family, if there
-- is one: who gives a stored customer another parent takes it, and may not close a ring, nor be below more than 1,000
-- (23R01). Answers the id; null if another has come between: the identity (where "alone": any language of it) is there, or
-- one that takes its first language, or the version is another.
create function customer_put(p_tenant text, p_customer bigint, p_version bigint, p_alone boolean, p_source text,
	p_source_id text, p_language text, p_defaulted boolean, p_debtor_id text, p_first_name text, p_middle_name text,
	p_last_name text, p_abbreviation text, p_title text, p_date_of_birth text, p_gender text, p_ssn text, p_phone text, p_mobile text,
	p_email text, p_parent bigint, p_addresses text, p_fingerprint bytea, p_now timestamptz, p_lock bigint,
	p_family bigint) returns bigint
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
	id bigint;
	held boolean;
	above bigint := p_parent;
begin
	if p_lock is not null then
		-- by itself: take_locks would add a tenth to the time of a record
		held := pg_advisory_xact_lock(p_lock) is not null;
	end if;
	if p_family is not null then
		-- alone in the tenant, so that no two of them close a ring together
		held := pg_advisory_xact_lock(p_family) is not null;
		for step in 1..1000 loop
			exit when above is null or above = p_customer;
			select c.parent_id into above from customer c where c.tenant_id = p_tenant and c.customer_id = above;
		end loop;
		if above is not null then
			raise exception using errcode = '23R01', message = 'A customer would be below itself';
		end if;
	end if;
	if p_customer is null then
		-- a record without a language may be created only where there is none in any language, and one with a language
		-- only where none waits for its first
		insert into customer (tenant_id, source, source_id, language, language_defaulted, debtor_id, first_name,
			middle_name, last_name, abbreviation, title, date_of_birth, gender, ssn, phone, mobile, email, parent_id,
			addresses, fingerprint, version, created_at, updated_at)
		select p_tenant, p_source, p_source_id, p_language, p_defaulted, p_debtor_id, p_first_name,
			p_middle_name, p_last_name, p_abbreviation, p_title, p_date_of_birth::date, p_gender, p_ssn, p_phone, p_mobile,
			p_email, p_parent, p_addresses::jsonb, p_fingerprint, 1, p_now, p_now
		where not exists (
			select from (
				select c.language, c.language_defaulted from customer c
				where c.tenant_id = p_tenant and c.source = p_source and c.source_id = p_source_id
				order by c.language offset 0
			) there
			where p_alone or there.language_defaulted or there.language = p_language
		)
		returning customer_id into id;
	else
		update customer c set source = p_source, source_id = p_source_id, language = p_language,
			language_defaulted = p_defaulted, debtor_id = p_debtor_id, first_name = p_first_name, middle_name = p_middle_name,
			last_name = p_last_name, abbreviation = p_abbreviation, title = p_title,
			date_of_birth = p_date_of_birth::date, gender = p_gender, ssn = p_ssn, phone = p_phone,
			mobile = p_mobile, email = p_email, parent_id = p_parent, addresses = p_addresses::jsonb,
			fingerprint = p_fingerprint, version = c.version + 1, updated_at = p_now
		where c.tenant_id = p_tenant and c.customer_id = p_customer and c.version = p_version
		returning c.customer_id into id;
	end if;
	return id;
end
$$;

-- Puts customers, each in a transaction of its own, in one round trip. written[i] is its id or null; refused[i] the
-- SQLSTATE if the database refused it. The commits do not wait for the disk: the caller calls flush_log before it
-- acknowledges any of them. Its budget is that of V10. It commits, so it is a procedure.
create procedure customer_write(p_tenant text, p_now timestamptz, p_ids bigint[], p_versions bigint[], p_alone boolean[],
	p_sources text[], p_source_ids text[], p_languages text[], p_defaulted boolean[], p_debtor_ids text[],
	p_first_names text[], p_middle_names text[], p_last_names text[], p_abbreviations text[], p_titles text[],
	p_dates_of_birth text[], p_genders text[], p_ssns text[], p_phones text[], p_mobiles text[], p_emails text[],
	p_parents bigint[], p_address_lists text[], p_fingerprints bytea[], p_locks bigint[], p_families bigint[],
	p_wait_ms integer, p_call_ms integer, inout patience_ms integer, inout written bigint[], inout refused text[])
language plpgsql as $$
declare
	r record;
	id bigint;
	problem text;
	setting text;
	ends timestamptz := clock_timestamp() + make_interval(secs => p_call_ms / 1000.0);
	began timestamptz;
begin
	for r in select * from unnest(p_ids, p_versions, p_alone, p_sources, p_source_ids, p_languages, p_defaulted,
			p_debtor_ids, p_first_names, p_middle_names, p_last_names, p_abbreviations, p_titles, p_dates_of_birth, p_genders,
			p_ssns, p_phones, p_mobiles, p_emails, p_parents, p_address_lists, p_fingerprints, p_locks, p_families)
		as t (customer_id, version, alone, source, source_id, language, defaulted, debtor_id, first_name,
			middle_name, last_name, abbreviation, title, date_of_birth, gender, ssn, phone, mobile, email, parent_id,
			addresses, fingerprint, lock, family)
	loop
		began := clock_timestamp();
		exit when began > ends and cardinality(written) > 0;
		id := null;
		problem := null;
		setting := set_config('synchronous_commit', 'off', true);
		setting := set_config('lock_timeout', greatest(10, least(p_wait_ms, patience_ms))::text, true);
		begin
			id := customer_put(p_tenant, r.customer_id, r.version, r.alone, r.source, r.source_id, r.language, r.defaulted,
				r.debtor_id, r.first_name, r.middle_name, r.last_name, r.abbreviation, r.title, r.date_of_birth, r.gender, r.ssn,
				r.phone, r.mobile, r.email, r.parent_id, r.addresses, r.fingerprint, p_now, r.lock, r.family);
		exception
			when lock_not_available or query_canceled then
				id := null;
				problem := sqlstate;
				patience_ms := greatest(0, patience_ms - extract(epoch from clock_timestamp() - began) * 1000);
			when data_exception or integrity_constraint_violation or transaction_rollback or program_limit_exceeded then
				id := null;
				problem := sqlstate;
		end;
		commit;
		written := array_append(written, id);
		refused := array_append(refused, problem);
		-- the statement's time, which is set once, is over: nothing would end the next record
		exit when problem = '57014';
	end loop;
end
$$;
