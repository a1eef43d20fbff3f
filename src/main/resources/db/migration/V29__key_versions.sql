-- The form in which keys are compared has versions, and each record says of which its keys are: 1, as they were made before
-- this migration, or 2. The service makes them, so it brings old records forward (see the package rekey), while services
-- of the old version may still write beside it: they call the functions that they know, which are those of version 1.

alter table contact add column key_version smallint not null default 1;
alter table account add column key_version smallint not null default 1;

comment on column contact.key_version is
	'the oldest version of its keys; 0 if one of them is kept as it was, as another contact has the new one';
comment on column account.key_version is
	'the oldest version of its keys; 0 if its source is kept as it was, as another account has the new one';

-- find the records with old keys
create index contact_old_keys_ix on contact (tenant_id, directory_id, contact_id) where key_version < 2;
create index account_old_keys_ix on account (tenant_id, account_id) where key_version < 2;

-- Pairs of records of which the new form of their keys has shown that they may be one.
create table key_duplicate (
	tenant_id text not null,
	duplicate_id uuid not null default gen_random_uuid(),
	kind text not null,
	scope_id text not null,
	record_id text not null,
	other_id text not null,
	key text not null,
	found_at timestamptz not null default now(),
	constraint key_duplicate_pk primary key (tenant_id, duplicate_id),
	constraint key_duplicate_uq unique (tenant_id, kind, record_id, key),
	constraint key_duplicate_kind_known check (kind in ('contact', 'account', 'customer'))
);

comment on column key_duplicate.scope_id is
	'the directory of a contact, the connection of an account, the source of a customer, in the form that it has kept';
comment on column key_duplicate.other_id is 'the record that has the key in its new form';
comment on column key_duplicate.key is 'of which kind the key is that they share';

create function key_duplicate_put(p_tenant text, p_kind text, p_scope text, p_record text, p_other text, p_key text)
	returns void
language plpgsql volatile as $$
begin
	insert into key_duplicate as d (tenant_id, kind, scope_id, record_id, other_id, key)
	values (p_tenant, p_kind, p_scope, p_record, p_other, p_key)
	on conflict (tenant_id, kind, record_id, key) do update set other_id = excluded.other_id
	where d.other_id <> excluded.other_id;
end
$$;

-- The pairs after one, without those of which a record has gone.
create function key_duplicates(p_tenant text, p_after uuid, p_size integer) returns setof key_duplicate
language plpgsql stable as $$
begin
	return query
		select d.* from key_duplicate d
		where d.tenant_id = p_tenant and d.duplicate_id > p_after and case d.kind
			when 'contact' then 2 = (
				select count(*) from contact c where c.tenant_id = p_tenant and c.directory_id = d.scope_id::uuid
					and c.contact_id in (d.record_id::uuid, d.other_id::uuid))
			when 'account' then 2 = (
				select count(*) from account a where a.tenant_id = p_tenant
					and a.account_id in (d.record_id::uuid, d.other_id::uuid))
			else 2 = (
				select count(*) from customer c where c.tenant_id = p_tenant
					and c.customer_id in (d.record_id::bigint, d.other_id::bigint))
		end
		order by d.duplicate_id limit p_size;
end
$$;

-- True for one instance of the service at a time, until the end of the transaction: two would do the same work.
create function rekey_turn(p_tenant text) returns boolean
language plpgsql volatile as $$
begin
	return pg_try_advisory_xact_lock(hashtextextended('rekey ' || p_tenant, 0));
end
$$;

-- Contacts

-- As in V20, and in which version the keys are. An update cannot tell of those that it keeps, so it never raises it.
create function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text,
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[],
	p_chosen uuid, p_chosen_name text, p_flushed_later boolean, p_key_version integer)
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact)
language plpgsql volatile as $$
declare
	held boolean;
	written contact;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	held := take_locks(p_tenant, p_locks, p_exclusive);
	loop
		select c.* into stored from directory d left join contact c
			on c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key
			where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind;
		if not found then
			outcome := 'nowhere';
			return next;
			return;
		end if;
		if stored.contact_id is null then
			if p_name_key is not null then
				-- as in V9: the smallest text of a UUID is the smallest UUID, and who has a name has it under each of its keys
				return query
					select 'candidate', min(b.oldest)::uuid, b.name_key, max(b.bearers), null::contact
					from (
						select n.name_key, min(n.contact_id::text collate "C") as oldest, count(*) as bearers
						from contact_name n
						where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
							and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged)
						group by n.key, n.name_key
					) b
					group by b.name_key;
				if found then
					return;
				end if;
			end if;
			exit when p_chosen is null;
			select c.* into stored from contact c
				where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_chosen
					and c.name_key = p_chosen_name;
			if not found then
				outcome := 'raced';
				return next;
				return;
			end if;
		end if;
		if (coalesce(p_full_name, stored.full_name), coalesce(p_email_key, stored.email_key),
				coalesce(p_language, stored.language))
				is not distinct from (stored.full_name, stored.email_key, stored.language) then
			outcome := 'unchanged';
			return next;
			return;
		end if;
		-- only if nobody came between; else look again
		update contact c set full_name = coalesce(p_full_name, c.full_name), name_key = coalesce(p_name_key, c.name_key),
			name_keys = coalesce(p_name_keys, c.name_keys), name_letters = coalesce(p_letters, c.name_letters),
			email = case when coalesce(p_email_key, c.email_key) is distinct from c.email_key then p_email else c.email end,
			email_status = case when coalesce(p_email_key, c.email_key) is distinct from c.email_key then 'Valid'
				else c.email_status end,
			email_key = coalesce(p_email_key, c.email_key), language = coalesce(p_language, c.language),
			version = c.version + 1, updated_at = p_now, change = null,
			key_version = least(c.key_version, p_key_version)
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = stored.contact_id
			and (c.full_name, c.email_key, c.language)
				is not distinct from (stored.full_name, stored.email_key, stored.language)
		returning c.* into written;
		if found then
			if written.name_key is distinct from stored.name_key then
				delete from contact_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (stored.name_keys)
					and n.contact_id = stored.contact_id;
				insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
				select p_tenant, p_directory, k, stored.contact_id, p_name_key, p_letters from unnest(p_name_keys) as k;
			end if;
			outcome := 'updated';
			stored := written;
			return next;
			return;
		end if;
	end loop;
	if p_full_name is not null and p_language is not null then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, number, version, created_at, updated_at, key_version)
		values (p_tenant, p_directory, p_new_id, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			'Valid', p_language, null, 1, p_now, p_now, p_key_version)
		returning * into stored;
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, p_directory, k, p_new_id, p_name_key, p_letters from unnest(p_name_keys) as k;
		outcome := 'created';
		return next;
	end if;
end
$$;

create or replace function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text,
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[],
	p_chosen uuid, p_chosen_name text, p_flushed_later boolean)
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact)
language plpgsql volatile as $$
begin
	return query select r.* from contact_upsert(p_tenant, p_directory, p_kind, p_new_id, p_full_name, p_name_key, p_name_keys, p_letters,
		p_email, p_email_key, p_language, p_now, p_locks, p_exclusive, p_probes, p_apart, p_judged,
		p_chosen, p_chosen_name, p_flushed_later, 1) r;
end
$$;

-- As in V20, and in which version the keys are, as above.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer) returns table (outcome text, stored contact)
language plpgsql volatile as $$
declare
	before contact;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	outcome := 'raced';
	if not exists (select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind)
	then
		outcome := 'nowhere';
		return next;
		return;
	end if;
	perform take_locks(p_tenant, p_locks, p_exclusive);
	if exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = any (p_email_keys)
			and c.email_key is not null and c.contact_id <> all (p_seen)
	) or exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = any (p_external_ids)
			and c.external_id is not null and c.contact_id <> all (p_seen)
	) then
		return next;
		return;
	end if;
	if p_version = 0 then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, external_id, number, attributes, version, created_at, created_by, updated_at,
			modified_by, key_version)
		values (p_tenant, p_directory, p_contact, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			p_email_status, p_language, p_external_id,
			case when p_kind = 'company_book' then nextval('contact_number') end, p_attributes::jsonb, 1, p_now, p_author,
			p_now, p_author, p_key_version)
		returning * into stored;
	else
		select c.* into before from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
		update contact c set full_name = p_full_name, name_key = p_name_key, name_keys = p_name_keys,
			name_letters = p_letters, email = p_email, email_key = p_email_key, email_status = p_email_status,
			language = p_language, external_id = p_external_id, attributes = p_attributes::jsonb, version = c.version + 1,
			updated_at = p_now, modified_by = p_author, change = null,
			key_version = least(c.key_version, p_key_version)
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact
			and c.version = p_version and p_version = before.version
		returning c.* into stored;
		if not found then
			return next;
			return;
		end if;
		if before.name_key is distinct from p_name_key then
			delete from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (before.name_keys)
				and n.contact_id = p_contact;
		end if;
	end if;
	if before.name_key is distinct from p_name_key then
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, p_directory, k, p_contact, p_name_key, p_letters from unnest(p_name_keys) as k;
	end if;
	outcome := case when p_version = 0 then 'created' else 'updated' end;
	return next;
end
$$;

create or replace function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean)
	returns table (outcome text, stored contact)
language plpgsql volatile as $$
begin
	return query select r.* from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version, p_full_name, p_name_key, p_name_keys,
		p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id, p_attributes,
		p_author, p_now, p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later, 1) r;
end
$$;

-- Says of contacts in the version that was read that their keys are as version 2 makes them.
create function contact_keyed(p_tenant text, p_directories uuid[], p_contacts uuid[], p_versions bigint[]) returns void
language plpgsql volatile as $$
begin
	-- nobody is told of it: what is lost is done again
	perform set_config('synchronous_commit', 'off', true);
	for i in 1..cardinality(p_contacts) loop
		-- who holds others must not wait for one
		perform from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directories[i] and c.contact_id = p_contacts[i]
				and c.version = p_versions[i] and c.key_version = 1 for no key update skip locked;
		if found then
			update contact c set key_version = 2
			where c.tenant_id = p_tenant and c.directory_id = p_directories[i] and c.contact_id = p_contacts[i];
		end if;
	end loop;
end
$$;

-- Gives a contact in the version that was read its new keys. One that another contact has stays as it is, and the pair is
-- listed; so is a contact whose name has come to be that of another. False if it has another version.
create function contact_rekey(p_tenant text, p_directory uuid, p_contact uuid, p_version bigint, p_name_key text,
	p_name_keys bigint[], p_letters bigint, p_email_key text, p_external_id text, p_locks bigint[], p_exclusive boolean[])
	returns boolean
language plpgsql volatile as $$
declare
	before contact;
	email_holder uuid;
	id_holder uuid;
	namesake text;
begin
	perform set_config('synchronous_commit', 'off', true);
	perform take_locks(p_tenant, p_locks, p_exclusive);
	select c.* into before from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact for no key update;
	if not found or before.version <> p_version or before.key_version > 1 then
		return false;
	end if;
	select c.contact_id into email_holder from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key
			and c.contact_id <> p_contact;
	if email_holder is not null then
		perform key_duplicate_put(p_tenant, 'contact', p_directory::text, p_contact::text, email_holder::text, 'email');
	end if;
	select c.contact_id into id_holder from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = p_external_id
			and c.contact_id <> p_contact;
	if id_holder is not null then
		perform key_duplicate_put(p_tenant, 'contact', p_directory::text, p_contact::text, id_holder::text, 'external id');
	end if;
	if before.key_version = 0 and (email_holder is not null or id_holder is not null) then
		return false;
	end if;
	if before.name_key is distinct from p_name_key then
		-- who has a name has it under each of its keys
		select min(n.contact_id::text collate "C") into namesake from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = p_name_keys[1]
				and n.name_key = p_name_key and n.contact_id <> p_contact;
		if namesake is not null then
			perform key_duplicate_put(p_tenant, 'contact', p_directory::text, p_contact::text, namesake, 'name');
		end if;
		delete from contact_name n
		where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (before.name_keys)
			and n.contact_id = p_contact;
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, p_directory, k, p_contact, p_name_key, p_letters from unnest(p_name_keys) as k;
	end if;
	-- who has read it reads it again before writing; to clients nothing has changed
	update contact c set name_key = p_name_key, name_keys = p_name_keys, name_letters = p_letters,
		email_key = case when email_holder is null then p_email_key else c.email_key end,
		external_id = case when id_holder is null then p_external_id else c.external_id end, version = c.version + 1,
		key_version = case when email_holder is null and id_holder is null then 2 else 0 end
	where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
	return true;
end
$$;

-- The contacts with old keys that have one of the addresses, or a name that could be near.
create function contact_old(p_tenant text, p_directory uuid, p_email_keys text[], p_probes bigint[], p_letters bigint,
	p_apart integer) returns setof contact
language plpgsql stable as $$
begin
	return query
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = any (p_email_keys)
			and c.email_key is not null and c.key_version < 2
		union all
		select c.*
		from (
			select distinct n.contact_id from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
				and bit_count((n.letters # p_letters)::bit(64)) <= p_apart
			limit 1000
		) n
		cross join lateral (
			select * from contact f
			where f.tenant_id = p_tenant and f.directory_id = p_directory and f.contact_id = n.contact_id offset 0
		) c
		where c.key_version = 1;
end
$$;

-- Accounts

-- As in V21, and in which version the keys are, as for contacts.
create function account_write(p_tenant text, p_account uuid, p_version bigint, p_name text, p_connection text,
	p_source text, p_website text, p_domain text, p_attributes text, p_remembered_keys text[], p_match_keys text[],
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_keys text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer) returns table (outcome text, stored account)
language plpgsql volatile as $$
declare
	before account;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	outcome := 'raced';
	perform take_locks(p_tenant, p_locks, p_exclusive);
	if exists (
		select from account_key k
		where k.tenant_id = p_tenant and k.connection_id = p_connection and k.key = any (p_keys)
			and k.account_id <> all (p_seen)
	) then
		return next;
		return;
	end if;
	if p_version = 0 then
		insert into directory (tenant_id, directory_id, kind) values (p_tenant, p_account, 'account');
		insert into account (tenant_id, account_id, name, connection_id, source_id, website, domain, attributes,
			remembered_keys, match_keys, version, created_at, updated_at, key_version)
		values (p_tenant, p_account, p_name, p_connection, p_source, p_website, p_domain, p_attributes::jsonb,
			p_remembered_keys, p_match_keys, 1, p_now, p_now, p_key_version)
		returning * into stored;
	else
		select a.* into before from account a where a.tenant_id = p_tenant and a.account_id = p_account;
		update account a set name = p_name, connection_id = p_connection, source_id = p_source, website = p_website,
			domain = p_domain, attributes = p_attributes::jsonb, remembered_keys = p_remembered_keys,
			match_keys = p_match_keys, version = a.version + 1, updated_at = p_now, change = null,
			key_version = least(a.key_version, p_key_version)
		where a.tenant_id = p_tenant and a.account_id = p_account and a.version = p_version
			and before.version = p_version
		returning a.* into stored;
		if not found then
			return next;
			return;
		end if;
		delete from account_key k
		where k.tenant_id = p_tenant and k.connection_id = before.connection_id and k.key = any (before.match_keys)
			and k.account_id = p_account and (k.connection_id <> p_connection or k.key <> all (p_match_keys));
	end if;
	if p_connection is not null then
		insert into account_key (tenant_id, connection_id, key, account_id)
		select p_tenant, p_connection, k, p_account from unnest(p_match_keys) as k
		where before.connection_id is distinct from p_connection or k <> all (before.match_keys);
	end if;
	outcome := case when p_version = 0 then 'created' else 'updated' end;
	return next;
end
$$;

create or replace function account_write(p_tenant text, p_account uuid, p_version bigint, p_name text, p_connection text,
	p_source text, p_website text, p_domain text, p_attributes text, p_remembered_keys text[], p_match_keys text[],
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_keys text[], p_seen uuid[],
	p_flushed_later boolean)
	returns table (outcome text, stored account)
language plpgsql volatile as $$
begin
	return query select r.* from account_write(p_tenant, p_account, p_version, p_name, p_connection, p_source, p_website, p_domain,
		p_attributes, p_remembered_keys, p_match_keys, p_now, p_locks, p_exclusive, p_keys, p_seen,
		p_flushed_later, 1) r;
end
$$;

-- As contact_keyed.
create function account_keyed(p_tenant text, p_accounts uuid[], p_versions bigint[]) returns void
language plpgsql volatile as $$
begin
	perform set_config('synchronous_commit', 'off', true);
	for i in 1..cardinality(p_accounts) loop
		perform from account a
			where a.tenant_id = p_tenant and a.account_id = p_accounts[i] and a.version = p_versions[i]
				and a.key_version = 1 for no key update skip locked;
		if found then
			update account a set key_version = 2 where a.tenant_id = p_tenant and a.account_id = p_accounts[i];
		end if;
	end loop;
end
$$;

-- As contact_rekey: a source that another account has stays, and the pair is listed; so is one that has come to have a
-- website or domain of another.
create function account_rekey(p_tenant text, p_account uuid, p_version bigint, p_source text, p_remembered_keys text[],
	p_match_keys text[], p_locks bigint[], p_exclusive boolean[]) returns boolean
language plpgsql volatile as $$
declare
	before account;
	holder uuid;
	other record;
begin
	perform set_config('synchronous_commit', 'off', true);
	perform take_locks(p_tenant, p_locks, p_exclusive);
	select a.* into before from account a where a.tenant_id = p_tenant and a.account_id = p_account for no key update;
	if not found or before.version <> p_version or before.key_version > 1 then
		return false;
	end if;
	select a.account_id into holder from account a
		where a.tenant_id = p_tenant and a.connection_id = before.connection_id and a.source_id = p_source
			and a.account_id <> p_account;
	if holder is not null then
		perform key_duplicate_put(p_tenant, 'account', before.connection_id, p_account::text, holder::text, 'source');
	end if;
	for other in
		select case when k.key like 'd:%' then 'domain' else 'website' end as kind, min(k.account_id::text collate "C") as id
		from account_key k
		where k.tenant_id = p_tenant and k.connection_id = before.connection_id and k.key = any (p_match_keys)
			and k.key <> all (before.match_keys) and k.account_id <> p_account
		group by 1
	loop
		perform key_duplicate_put(p_tenant, 'account', before.connection_id, p_account::text, other.id, other.kind);
	end loop;
	delete from account_key k
	where k.tenant_id = p_tenant and k.connection_id = before.connection_id and k.key = any (before.match_keys)
		and k.account_id = p_account and k.key <> all (p_match_keys);
	if before.connection_id is not null then
		insert into account_key (tenant_id, connection_id, key, account_id)
		select p_tenant, before.connection_id, k, p_account from unnest(p_match_keys) as k
		where k <> all (before.match_keys);
	end if;
	update account a set source_id = case when holder is null then p_source else a.source_id end,
		remembered_keys = p_remembered_keys, match_keys = p_match_keys, version = a.version + 1,
		key_version = case when holder is null then 2 else 0 end
	where a.tenant_id = p_tenant and a.account_id = p_account;
	return true;
end
$$;

-- The accounts with old keys that have one of the keys, the first hundred.
create function account_old(p_tenant text, p_connection text, p_keys text[]) returns setof account
language plpgsql stable as $$
begin
	return query
		select a.*
		from (
			select distinct k.account_id from account_key k
			where k.tenant_id = p_tenant and k.connection_id = p_connection and k.key = any (p_keys)
		) k
		cross join lateral (
			select * from account f where f.tenant_id = p_tenant and f.account_id = k.account_id offset 0
		) a
		where a.key_version = 1
		limit 100;
end
$$;
