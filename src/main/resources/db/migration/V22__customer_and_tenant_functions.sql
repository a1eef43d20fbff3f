-- Customers and tenants are found and written by functions in PL/pgSQL whose first parameter is the tenant, as contacts are (see V20).

drop function customer_trace;
drop function customer_by_keys;
drop function customer_by_ids;
drop procedure customer_write;

-- made anew, so that a look by id is planned with it while the table is small (see V21): by the identity it would read the
-- tenant, for each parent that a foreign key checks
alter table customer drop constraint customer_parent_fk, drop constraint customer_pk;
alter table customer add constraint customer_pk primary key (tenant_id, customer_id);
alter table customer add constraint customer_parent_fk foreign key (tenant_id, parent_id)
	references customer (tenant_id, customer_id);

-- Tells the records of some keys by their place in the list, and whether all that is read here is where a commit must be.
-- A connection keeps its plans (see V3): lookups by key ask for the order of the identity's index and forbid scans and
-- sorts, so that no other plan is left.
create function customer_trace(p_tenant text, p_sources text[], p_source_ids text[])
	returns table (n bigint, id bigint, lang text, print bytea, on_disk boolean)
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
begin
	-- the snapshot, which is older than this statement, tells what is read. A standby that is waited for has its own
	-- disk, of which the log of this server says nothing
	on_disk := current_setting('synchronous_standby_names') = ''
		and pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn();
	for n, id, lang, print in
		select k.place, c.customer_id, c.language, c.fingerprint
		from unnest(p_sources, p_source_ids) with ordinality as k (source, source_id, place)
		cross join lateral (
			select * from customer f
			where f.tenant_id = p_tenant and f.source = k.source and f.source_id = k.source_id
			order by f.language offset 0
		) c
	loop
		return next;
	end loop;
end
$$;

-- The look of an upsert: the customers with one of the ids, and those with one of the keys, in any language.
create function customer_find(p_tenant text, p_ids bigint[], p_sources text[], p_source_ids text[])
	returns setof customer
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
begin
	return query
		select c.* from customer c where c.tenant_id = p_tenant and c.customer_id = any (p_ids)
		union all
		select c.*
		from unnest(p_sources, p_source_ids) as k (source, source_id)
		cross join lateral (
			select * from customer f
			where f.tenant_id = p_tenant and f.source = k.source and f.source_id = k.source_id
			order by f.language offset 0
		) c;
end
$$;

-- Creates a customer, or writes one that was read in that version, whole; without an id it creates. Under the lock of the
-- key, if there is one: who creates takes it, and who gives a customer another identity. Answers the id; null if
-- another has come between: the identity (where "alone": any language of it) is there, or the version is another.
create function customer_put(p_tenant text, p_customer bigint, p_version bigint, p_alone boolean, p_source text,
	p_source_id text, p_language text, p_debtor_id text, p_first_name text, p_middle_name text, p_last_name text,
	p_abbreviation text, p_title text, p_date_of_birth text, p_gender text, p_ssn text, p_phone text, p_email text,
	p_parent bigint, p_addresses text, p_fingerprint bytea, p_now timestamptz, p_lock bigint) returns bigint
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
	id bigint;
	held boolean;
begin
	if p_lock is not null then
		-- by itself: take_locks would add a tenth to the time of a record
		held := pg_advisory_xact_lock(p_lock) is not null;
	end if;
	if p_customer is null then
		-- a record without a language may be created only where there is none in any language
		insert into customer (tenant_id, source, source_id, language, debtor_id, first_name, middle_name, last_name,
			abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses, fingerprint, version,
			created_at, updated_at)
		select p_tenant, p_source, p_source_id, p_language, p_debtor_id, p_first_name, p_middle_name, p_last_name,
			p_abbreviation, p_title, p_date_of_birth::date, p_gender, p_ssn, p_phone, p_email, p_parent,
			p_addresses::jsonb, p_fingerprint, 1, p_now, p_now
		where not exists (
			select from (
				select c.language from customer c
				where c.tenant_id = p_tenant and c.source = p_source and c.source_id = p_source_id
				order by c.language offset 0
			) there
			where p_alone or there.language = p_language
		)
		returning customer_id into id;
	else
		update customer c set source = p_source, source_id = p_source_id, language = p_language,
			debtor_id = p_debtor_id, first_name = p_first_name, middle_name = p_middle_name,
			last_name = p_last_name, abbreviation = p_abbreviation, title = p_title,
			date_of_birth = p_date_of_birth::date, gender = p_gender, ssn = p_ssn, phone = p_phone,
			email = p_email, parent_id = p_parent, addresses = p_addresses::jsonb,
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
	p_sources text[], p_source_ids text[], p_languages text[], p_debtor_ids text[], p_first_names text[],
	p_middle_names text[], p_last_names text[], p_abbreviations text[], p_titles text[], p_dates_of_birth text[],
	p_genders text[], p_ssns text[], p_phones text[], p_emails text[], p_parents bigint[], p_address_lists text[],
	p_fingerprints bytea[], p_locks bigint[], p_wait_ms integer, p_call_ms integer, inout patience_ms integer,
	inout written bigint[], inout refused text[])
language plpgsql as $$
declare
	r record;
	id bigint;
	problem text;
	setting text;
	ends timestamptz := clock_timestamp() + make_interval(secs => p_call_ms / 1000.0);
	began timestamptz;
begin
	for r in select * from unnest(p_ids, p_versions, p_alone, p_sources, p_source_ids, p_languages, p_debtor_ids,
			p_first_names, p_middle_names, p_last_names, p_abbreviations, p_titles, p_dates_of_birth, p_genders, p_ssns,
			p_phones, p_emails, p_parents, p_address_lists, p_fingerprints, p_locks)
		as t (customer_id, version, alone, source, source_id, language, debtor_id, first_name, middle_name, last_name,
			abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses, fingerprint, lock)
	loop
		began := clock_timestamp();
		exit when began > ends and cardinality(written) > 0;
		id := null;
		problem := null;
		setting := set_config('synchronous_commit', 'off', true);
		setting := set_config('lock_timeout', greatest(10, least(p_wait_ms, patience_ms))::text, true);
		begin
			id := customer_put(p_tenant, r.customer_id, r.version, r.alone, r.source, r.source_id, r.language, r.debtor_id,
				r.first_name, r.middle_name, r.last_name, r.abbreviation, r.title, r.date_of_birth, r.gender, r.ssn, r.phone,
				r.email, r.parent_id, r.addresses, r.fingerprint, p_now, r.lock);
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

-- Deletes a customer; those whose parent it was have none then.
create function customer_delete(p_tenant text, p_customer bigint, p_now timestamptz) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
begin
	update customer c set parent_id = null, fingerprint = null, version = c.version + 1, updated_at = p_now
	where c.tenant_id = p_tenant and c.parent_id = p_customer;
	delete from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer;
	return found;
end
$$;

-- Addresses of users have the one key that all addresses have.
update app_user u set email_key = normalize(email_key, nfc)
where email_key is not nfc normalized
	and not exists (select from app_user o where o.email_key = normalize(u.email_key, nfc));

-- Creates a tenant with an empty company book; false if it is there.
create function tenant_ensure(p_tenant text, p_book uuid) returns boolean
language plpgsql volatile as $$
begin
	insert into tenant (tenant_id, company_book) values (p_tenant, p_book) on conflict (tenant_id) do nothing;
	if not found then
		return false;
	end if;
	insert into directory (tenant_id, directory_id, kind) values (p_tenant, p_book, 'company_book');
	return true;
end
$$;

-- Creates a connection with an empty directory; false if it is there.
create function connection_ensure(p_tenant text, p_connection text, p_provider text, p_directory uuid) returns boolean
language plpgsql volatile as $$
begin
	if exists (select from connection c where c.tenant_id = p_tenant and c.connection_id = p_connection) then
		return false;
	end if;
	insert into directory (tenant_id, directory_id, kind) values (p_tenant, p_directory, 'connection');
	insert into connection (tenant_id, connection_id, provider, directory_id)
	values (p_tenant, p_connection, p_provider, p_directory)
	on conflict (tenant_id, connection_id) do nothing;
	if not found then
		delete from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory;
		return false;
	end if;
	return true;
end
$$;

-- Creates whom a tenant holds connections for, or changes what is known of it unless that is to be kept;
-- answers it as it is then. An empty text stands for nothing.
create function tenant_customer_put(p_tenant text, p_customer text, p_metadata text, p_keeps boolean)
	returns setof tenant_customer
language plpgsql volatile as $$
begin
	insert into tenant_customer as stored (tenant_id, customer_id, metadata)
	values (p_tenant, p_customer, nullif(p_metadata, '')::jsonb)
	on conflict (tenant_id, customer_id) do update set metadata = excluded.metadata
	where not p_keeps and stored.metadata is distinct from excluded.metadata;
	return query select c.* from tenant_customer c where c.tenant_id = p_tenant and c.customer_id = p_customer;
end
$$;
