-- History: each write of a client leaves one entry, in the transaction of the write and by the function that writes the row. What
-- the service does by itself with keys is no such write, and what a service of the version before writes leaves none: the
-- functions that it calls are those without p_origin.

create table history (
	tenant_id text not null,
	record_id uuid not null,
	version bigint not null,
	kind text not null,
	scope_id text,
	outcome text not null,
	at timestamptz not null,
	client text not null,
	source text,
	wire text not null,
	request_id text not null,
	item integer,
	receipt text,
	policy text not null default 'seed',
	before jsonb,
	after jsonb,
	number bigint,
	undoes bigint,
	sent_name text,
	-- the history of a record, in order. No check of a value and no index with a condition: each write would make them ready
	constraint history_pk primary key (tenant_id, record_id, version)
);

comment on column history.kind is 'contact, account or customer';
comment on column history.outcome is 'created, updated, deleted or reversed';
comment on column history.record_id is 'the id of a contact or account; of a customer as customer_record makes it';
comment on column history.version is 'that which the record has had from this write on; a deletion is one more';
comment on column history.scope_id is
	'the directory of a contact, the connection of an account, the source of a customer, as it was then';
comment on column history.at is 'never before the entry of an earlier version';
comment on column history.source is 'which system said it, if the request named one';
comment on column history.item is 'the place in an array or bulk, from 0';
comment on column history.before is
	'the fields that have changed as they were, null where there was none; null of a record that is new';
comment on column history.after is 'the same fields as they are; null of a record that is deleted';
comment on column history.number is
	'the place in the order of all entries of the tenant; null until somebody asks for that order';
comment on column history.undoes is 'of an entry that took back another one of the record: its version';
comment on column history.sent_name is
	'the name by which a contact was matched, where it has not become that of the contact';

-- Find the entries of a request, and all of a tenant, in order of time, and in order of their numbers, behind which those
-- without one are, in order of time. Each gives an order that no other does: who asks for it gets that index, whatever a plan
-- was made for.
create index history_request_ix on history (tenant_id, request_id, at, record_id, version);
create index history_time_ix on history (tenant_id, at, record_id, version);
create index history_number_ix on history (tenant_id, number, at, record_id, version);

create table history_counter (
	tenant_id text not null,
	numbered bigint not null,
	constraint history_counter_pk primary key (tenant_id)
);

comment on column history_counter.numbered is 'the last number that an entry of the tenant was given';

-- Names that a contact is not meant by: an upsert of such a one has been taken back from it.
create table contact_different (
	tenant_id text not null,
	directory_id uuid not null,
	contact_id uuid not null,
	name_key text not null,
	constraint contact_different_pk primary key (tenant_id, directory_id, contact_id, name_key),
	constraint contact_different_contact_fk foreign key (tenant_id, directory_id, contact_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade
);

-- finds whom a name does not mean
create index contact_different_name_ix on contact_different (tenant_id, directory_id, name_key);

alter table contact add column source_times jsonb;
alter table account add column source_times jsonb;
alter table customer add column source_times jsonb;

comment on column contact.source_times is
	'the latest time that each source has told something for, in microseconds since 1970, by source; null where none has told a time';
comment on column account.source_times is 'as of a contact';
comment on column customer.source_times is 'as of a contact';

-- finds a contact by its id alone; led by it, so that no look by the keys of a directory is tempted to use it
create index contact_record_ix on contact (contact_id);

-- Stores one entry. p_origin is who wrote: client, wire, id of the request, place among its items, receipt, source, and the
-- name that was sent, where that is withheld from the contact.
create function history_put(p_tenant text, p_record uuid, p_version bigint, p_kind text, p_scope text, p_outcome text,
	p_at timestamptz, p_origin text[], p_receipt text, p_before jsonb, p_after jsonb, p_undoes bigint default null,
	p_sent_name text default null) returns boolean
language plpgsql volatile as $$
begin
	insert into history (tenant_id, record_id, version, kind, scope_id, outcome, at, client, source, wire, request_id, item,
		receipt, before, after, undoes, sent_name)
	values (p_tenant, p_record, p_version, p_kind, p_scope, p_outcome, p_at, p_origin[1], p_origin[6], p_origin[2],
		p_origin[3], p_origin[4]::integer, p_receipt, p_before, p_after, p_undoes, p_sent_name);
	return true;
end
$$;

-- Fields

-- The attributes of a record, as fields of their own.
create function attribute_fields(p_attributes jsonb) returns jsonb
language plpgsql immutable as $$
begin
	if p_attributes = '{}' then
		return p_attributes;
	end if;
	return (select jsonb_object_agg('attributes.' || a.key, a.value) from jsonb_each(p_attributes) a);
end
$$;

-- Of the fields that differ, what they are in the first of two records; null for those that are in the second alone.
create function fields_changed(p_from jsonb, p_to jsonb) returns jsonb
language plpgsql immutable as $$
begin
	return coalesce((
		select jsonb_object_agg(k, p_from -> k) from jsonb_object_keys(p_from || p_to) k
		where p_from -> k is distinct from p_to -> k
	), '{}');
end
$$;

-- The fields of a contact that has them. The key of an address is one where there is no address to make it from.
create function contact_fields(p_contact contact) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_strip_nulls(jsonb_build_object('fullName', p_contact.full_name, 'email', p_contact.email,
		'emailKey', case when p_contact.email is null then p_contact.email_key end,
		'emailStatus', nullif(p_contact.email_status, 'Valid'), 'language', p_contact.language,
		'externalId', p_contact.external_id, 'number', p_contact.number)) || attribute_fields(p_contact.attributes);
end
$$;

create function account_fields(p_account account) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_strip_nulls(jsonb_build_object('name', p_account.name, 'connectionId', p_account.connection_id,
		'sourceId', p_account.source_id, 'website', p_account.website, 'domain', p_account.domain,
		'remembered', case when p_account.remembered_keys <> '{}' then to_jsonb(p_account.remembered_keys) end))
		|| attribute_fields(p_account.attributes);
end
$$;

-- The names are those that the service gives to p_before and p_after of customer_put.
create function customer_fields(p_customer customer) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_strip_nulls(jsonb_build_object('source', p_customer.source, 'sourceId', p_customer.source_id,
		'language', p_customer.language, 'languageDefaulted', nullif(p_customer.language_defaulted, false),
		'debtorId', p_customer.debtor_id, 'firstName', p_customer.first_name, 'middleName', p_customer.middle_name,
		'lastName', p_customer.last_name, 'abbreviation', p_customer.abbreviation, 'title', p_customer.title,
		'dateOfBirth', to_char(p_customer.date_of_birth, 'YYYY-MM-DD'), 'gender', p_customer.gender, 'ssn', p_customer.ssn,
		'phone', p_customer.phone, 'mobile', p_customer.mobile, 'email', p_customer.email, 'parentId', p_customer.parent_id,
		'addresses', nullif(p_customer.addresses, '[]')));
end
$$;

-- What a deletion notes besides.
create function origin_fields(p_created_at timestamptz, p_source_times jsonb, p_created_by text default null,
	p_modified_by text default null) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_strip_nulls(jsonb_build_object('createdAt', p_created_at, 'createdBy', p_created_by,
		'modifiedBy', p_modified_by, 'sourceTimes', p_source_times));
end
$$;

-- The id by which a customer, which has a number, is known among the records of all kinds: version 8 of RFC 9562.
create function customer_record(p_customer bigint) returns uuid
language plpgsql immutable as $$
begin
	return ('00000000-0000-8000-8000-' || lpad(to_hex(p_customer), 12, '0'))::uuid;
end
$$;

-- Contacts

-- The fields of a contact in which it differs from another, as contact_fields names them; null for those that only that one has.
create function contact_fields_changed(p_from contact, p_to contact) returns jsonb
language plpgsql immutable as $$
declare
	fields jsonb := '{}';
	from_key text := case when p_from.email is null then p_from.email_key end;
	to_key text := case when p_to.email is null then p_to.email_key end;
begin
	if p_from.full_name is distinct from p_to.full_name then
		fields := fields || jsonb_build_object('fullName', p_from.full_name);
	end if;
	if p_from.language is distinct from p_to.language then
		fields := fields || jsonb_build_object('language', p_from.language);
	end if;
	if p_from.email is distinct from p_to.email then
		fields := fields || jsonb_build_object('email', p_from.email);
	end if;
	if from_key is distinct from to_key then
		fields := fields || jsonb_build_object('emailKey', from_key);
	end if;
	if p_from.email_status is distinct from p_to.email_status then
		fields := fields || jsonb_build_object('emailStatus', nullif(p_from.email_status, 'Valid'));
	end if;
	if p_from.external_id is distinct from p_to.external_id then
		fields := fields || jsonb_build_object('externalId', p_from.external_id);
	end if;
	if p_from.attributes is distinct from p_to.attributes then
		fields := fields || fields_changed(attribute_fields(p_from.attributes), attribute_fields(p_to.attributes));
	end if;
	return fields;
end
$$;

-- The entry of a contact that was changed, or, where there was none, created.
create function contact_history(p_tenant text, p_before contact, p_after contact, p_origin text[], p_receipt text)
	returns boolean
language plpgsql volatile as $$
declare
	sent_name text;
begin
	if p_before.contact_id is null then
		return history_put(p_tenant, p_after.contact_id, p_after.version, 'contact', p_after.directory_id::text, 'created',
			p_after.updated_at, p_origin, p_receipt, null, contact_fields(p_after));
	end if;
	if p_before.full_name is not distinct from p_after.full_name and p_receipt like 'by=name%' then
		sent_name := coalesce(p_origin[7], p_after.full_name);
	end if;
	return history_put(p_tenant, p_after.contact_id, p_after.version, 'contact', p_after.directory_id::text, 'updated',
		p_after.updated_at, p_origin, p_receipt, contact_fields_changed(p_before, p_after),
		contact_fields_changed(p_after, p_before), null, sent_name);
end
$$;

-- Whether all that has been read until now is where a commit must be. A standby that is waited for has its own disk, of which
-- the log of this server says nothing.
create function is_on_disk(p_tenant text) returns boolean
language plpgsql volatile as $$
begin
	return current_setting('synchronous_standby_names') = '' and pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn();
end
$$;

-- Changes the contact with the address, unless that gives it another name, as that gives keys. "outcome" is updated or
-- unchanged; no row comes back for a contact that gets another name, or is not there. What is
-- unchanged may not be on disk yet, if another's commit did not wait for it.
create function contact_change_by_email(p_tenant text, p_directory uuid, p_kind text, p_email_key text, p_full_name text,
	p_name_key text, p_language text, p_now timestamptz, p_origin text[])
	returns table (outcome text, stored contact, on_disk boolean)
language plpgsql volatile as $$
declare
	written contact;
	noted boolean;
begin
	on_disk := true;
	loop
		select c.* into stored from contact c join directory d using (tenant_id, directory_id)
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key and d.kind = p_kind;
		if not found then
			return;
		end if;
		if (coalesce(p_full_name, stored.full_name), coalesce(p_language, stored.language))
				is not distinct from (stored.full_name, stored.language) then
			on_disk := is_on_disk(p_tenant);
			outcome := 'unchanged';
			return next;
			return;
		end if;
		if coalesce(p_name_key, stored.name_key) is distinct from stored.name_key then
			return;
		end if;
		-- only if nobody came between; else look again
		update contact c set full_name = coalesce(p_full_name, c.full_name), language = coalesce(p_language, c.language),
			version = c.version + 1, updated_at = greatest(p_now, c.updated_at), change = null
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = stored.contact_id
			and c.version = stored.version
		returning c.* into written;
		if found then
			noted := history_put(p_tenant, written.contact_id, written.version, 'contact', p_directory::text, 'updated',
				written.updated_at, p_origin, 'by=email',
				case when stored.full_name is not distinct from written.full_name then jsonb_build_object('language', stored.language)
					when stored.language is not distinct from written.language then jsonb_build_object('fullName', stored.full_name)
					else jsonb_build_object('fullName', stored.full_name, 'language', stored.language) end,
				case when stored.full_name is not distinct from written.full_name then jsonb_build_object('language', written.language)
					when stored.language is not distinct from written.language then jsonb_build_object('fullName', written.full_name)
					else jsonb_build_object('fullName', written.full_name, 'language', written.language) end);
			outcome := 'updated';
			stored := written;
			return next;
			return;
		end if;
	end loop;
end
$$;

-- As in V29, with the entry, and without the contacts that the name does not mean: they are asked for once there is a
-- candidate. The receipt of p_origin is that of the chosen one.
create function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text,
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[],
	p_chosen uuid, p_chosen_name text, p_flushed_later boolean, p_key_version integer,
	p_origin text[])
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact, on_disk boolean)
language plpgsql volatile as $$
declare
	held boolean;
	written contact;
	before contact;
	receipt text;
	noted boolean;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	held := take_locks(p_tenant, p_locks, p_exclusive);
	on_disk := true;
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
					select 'candidate', min(b.oldest)::uuid, b.name_key, max(b.bearers), null::contact, true
					from (
						select n.name_key, min(n.contact_id::text collate "C") as oldest, count(*) as bearers
						from contact_name n
						where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
							and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged)
							and n.contact_id <> all (array(
								select t.contact_id from contact_different t
								where t.tenant_id = p_tenant and t.directory_id = p_directory and t.name_key = p_name_key
							))
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
					and c.name_key = p_chosen_name and not exists (
						select from contact_different t
						where t.tenant_id = p_tenant and t.directory_id = p_directory and t.contact_id = p_chosen
							and t.name_key = p_name_key
					);
			if not found then
				outcome := 'raced';
				return next;
				return;
			end if;
			receipt := p_origin[5];
		else
			receipt := 'by=email';
		end if;
		if (coalesce(p_full_name, stored.full_name), coalesce(p_email_key, stored.email_key),
				coalesce(p_language, stored.language))
				is not distinct from (stored.full_name, stored.email_key, stored.language) then
			on_disk := is_on_disk(p_tenant);
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
			version = c.version + 1, updated_at = greatest(p_now, c.updated_at), change = null,
			key_version = least(c.key_version, p_key_version)
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = stored.contact_id
			and c.version = stored.version
		returning c.* into written;
		if found then
			if written.name_key is distinct from stored.name_key then
				delete from contact_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (stored.name_keys)
					and n.contact_id = stored.contact_id;
				insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
				select p_tenant, p_directory, k, stored.contact_id, p_name_key, p_letters from unnest(p_name_keys) as k;
			end if;
			if p_origin is not null then
				noted := contact_history(p_tenant, stored, written, p_origin, receipt);
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
		if p_origin is not null then
			noted := contact_history(p_tenant, before, stored, p_origin, 'by=none');
		end if;
		outcome := 'created';
		return next;
	end if;
end
$$;

create or replace function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text,
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[],
	p_chosen uuid, p_chosen_name text, p_flushed_later boolean, p_key_version integer)
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact)
language plpgsql volatile as $$
begin
	return query select r.outcome, r.candidate, r.candidate_name, r.records, r.stored from contact_upsert(p_tenant, p_directory, p_kind, p_new_id, p_full_name, p_name_key, p_name_keys,
		p_letters, p_email, p_email_key, p_language, p_now, p_locks, p_exclusive, p_probes, p_apart, p_judged, p_chosen,
		p_chosen_name, p_flushed_later, p_key_version, null) r;
end
$$;

-- As in V29, with the entry. One that was deleted in version n is created again by version -n, and goes on counting.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer, p_origin text[]) returns table (outcome text, stored contact)
language plpgsql volatile as $$
declare
	before contact;
	noted boolean;
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
	if p_version <= 0 then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, external_id, number, attributes, version, created_at, created_by, updated_at,
			modified_by, key_version)
		values (p_tenant, p_directory, p_contact, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			p_email_status, p_language, p_external_id,
			case when p_kind = 'company_book' then nextval('contact_number') end, p_attributes::jsonb, 1 - p_version, p_now, p_author,
			p_now, p_author, p_key_version)
		returning * into stored;
	else
		select c.* into before from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
		update contact c set full_name = p_full_name, name_key = p_name_key, name_keys = p_name_keys,
			name_letters = p_letters, email = p_email, email_key = p_email_key, email_status = p_email_status,
			language = p_language, external_id = p_external_id, attributes = p_attributes::jsonb, version = c.version + 1,
			updated_at = greatest(p_now, c.updated_at), modified_by = p_author, change = null,
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
	if p_origin is not null then
		noted := contact_history(p_tenant, before, stored, p_origin, p_origin[5]);
	end if;
	outcome := case when p_version <= 0 then 'created' else 'updated' end;
	return next;
end
$$;

create or replace function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer) returns table (outcome text, stored contact)
language plpgsql volatile as $$
begin
	return query select r.* from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version, p_full_name, p_name_key,
		p_name_keys, p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id, p_attributes, p_author, p_now,
		p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later, p_key_version, null) r;
end
$$;

-- Deletes these contacts of a directory; answers how many there were.
create function contacts_delete(p_tenant text, p_directory uuid, p_contacts uuid[], p_now timestamptz, p_origin text[])
	returns integer
language plpgsql volatile as $$
declare
	gone contact;
	deleted integer := 0;
	noted boolean;
begin
	for gone in
		delete from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory
			and c.contact_id = any (p_contacts)
		returning c.*
	loop
		deleted := deleted + 1;
		noted := history_put(p_tenant, gone.contact_id, gone.version + 1, 'contact', p_directory::text, 'deleted',
			greatest(p_now, gone.updated_at), p_origin, null, contact_fields(gone)
				|| origin_fields(gone.created_at, gone.source_times, gone.created_by, gone.modified_by), null);
	end loop;
	return deleted;
end
$$;

-- Deletes a contact; false if it is not there.
create function contact_delete(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_now timestamptz,
	p_origin text[]) returns boolean
language plpgsql volatile as $$
begin
	if not exists (
		select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind
	) then
		return false;
	end if;
	return contacts_delete(p_tenant, p_directory, array[p_contact], p_now, p_origin) > 0;
end
$$;

-- As in V25, with the entries of the contacts.
create function connection_delete(p_tenant text, p_connection text, p_size integer, p_now timestamptz, p_origin text[])
	returns text
language plpgsql volatile as $$
declare
	book uuid;
	deleted integer;
begin
	select c.directory_id into book from connection c
		where c.tenant_id = p_tenant and c.connection_id = p_connection for update;
	if not found then
		return 'unknown';
	end if;
	deleted := contacts_delete(p_tenant, book, array(
		select o.contact_id from contact o where o.tenant_id = p_tenant and o.directory_id = book limit p_size
	), p_now, p_origin);
	if deleted = p_size then
		return 'more';
	end if;
	-- none comes from here on
	perform from directory d where d.tenant_id = p_tenant and d.directory_id = book for update;
	deleted := contacts_delete(p_tenant, book, array(
		select o.contact_id from contact o where o.tenant_id = p_tenant and o.directory_id = book
	), p_now, p_origin);
	delete from connection c where c.tenant_id = p_tenant and c.connection_id = p_connection;
	delete from directory d where d.tenant_id = p_tenant and d.directory_id = book;
	return 'gone';
end
$$;

-- Accounts

-- As in V29, with the entry. One that was deleted, and is created again with its id, goes on counting.
create function account_write(p_tenant text, p_account uuid, p_version bigint, p_name text, p_connection text,
	p_source text, p_website text, p_domain text, p_attributes text, p_remembered_keys text[], p_match_keys text[],
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_keys text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer, p_origin text[]) returns table (outcome text, stored account)
language plpgsql volatile as $$
declare
	before account;
	noted boolean;
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
			p_remembered_keys, p_match_keys, 1 + coalesce((
				select h.version from history h where h.tenant_id = p_tenant and h.record_id = p_account
				order by h.version desc limit 1
			), 0), p_now, p_now, p_key_version)
		returning * into stored;
	else
		select a.* into before from account a where a.tenant_id = p_tenant and a.account_id = p_account;
		update account a set name = p_name, connection_id = p_connection, source_id = p_source, website = p_website,
			domain = p_domain, attributes = p_attributes::jsonb, remembered_keys = p_remembered_keys,
			match_keys = p_match_keys, version = a.version + 1, updated_at = greatest(p_now, a.updated_at), change = null,
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
	if p_origin is not null and p_version = 0 then
		noted := history_put(p_tenant, p_account, stored.version, 'account', stored.connection_id, 'created',
			stored.updated_at, p_origin, p_origin[5], null, account_fields(stored));
	elsif p_origin is not null then
		noted := history_put(p_tenant, p_account, stored.version, 'account', stored.connection_id, 'updated',
			stored.updated_at, p_origin, p_origin[5], fields_changed(account_fields(before), account_fields(stored)),
			fields_changed(account_fields(stored), account_fields(before)));
	end if;
	outcome := case when p_version = 0 then 'created' else 'updated' end;
	return next;
end
$$;

create or replace function account_write(p_tenant text, p_account uuid, p_version bigint, p_name text, p_connection text,
	p_source text, p_website text, p_domain text, p_attributes text, p_remembered_keys text[], p_match_keys text[],
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_keys text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer) returns table (outcome text, stored account)
language plpgsql volatile as $$
begin
	return query select r.* from account_write(p_tenant, p_account, p_version, p_name, p_connection, p_source, p_website,
		p_domain, p_attributes, p_remembered_keys, p_match_keys, p_now, p_locks, p_exclusive, p_keys, p_seen,
		p_flushed_later, p_key_version, null) r;
end
$$;

-- Deletes an account with its contacts; false if it is not there.
create function account_delete(p_tenant text, p_account uuid, p_now timestamptz, p_origin text[]) returns boolean
language plpgsql volatile as $$
declare
	gone account;
	deleted integer;
begin
	-- none comes from here on
	perform from directory d
		where d.tenant_id = p_tenant and d.directory_id = p_account and d.kind = 'account' for update;
	if not found then
		return false;
	end if;
	deleted := contacts_delete(p_tenant, p_account, array(
		select o.contact_id from contact o where o.tenant_id = p_tenant and o.directory_id = p_account
	), p_now, p_origin);
	delete from account a where a.tenant_id = p_tenant and a.account_id = p_account returning a.* into gone;
	delete from directory d where d.tenant_id = p_tenant and d.directory_id = p_account;
	if gone.account_id is null then
		return false;
	end if;
	return history_put(p_tenant, p_account, gone.version + 1, 'account', gone.connection_id, 'deleted',
		greatest(p_now, gone.updated_at), p_origin, null,
		account_fields(gone) || origin_fields(gone.created_at, gone.source_times), null);
end
$$;

-- Customers

-- As in V27, with the entry, whose fields the service knows, as it has read the customer.
create function customer_put(p_tenant text, p_customer bigint, p_version bigint, p_alone boolean, p_source text,
	p_source_id text, p_language text, p_defaulted boolean, p_debtor_id text, p_first_name text, p_middle_name text,
	p_last_name text, p_abbreviation text, p_title text, p_date_of_birth text, p_gender text, p_ssn text, p_phone text, p_mobile text,
	p_email text, p_parent bigint, p_addresses text, p_fingerprint bytea, p_now timestamptz, p_lock bigint,
	p_family bigint, p_origin text[], p_before text, p_after text) returns bigint
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
	id bigint;
	changed_at timestamptz := p_now;
	noted boolean;
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
			fingerprint = p_fingerprint, version = c.version + 1, updated_at = greatest(p_now, c.updated_at)
		where c.tenant_id = p_tenant and c.customer_id = p_customer and c.version = p_version
		returning c.customer_id, c.updated_at into id, changed_at;
	end if;
	if id is not null and p_origin is not null then
		noted := history_put(p_tenant, customer_record(id), case when p_customer is null then 1 else p_version + 1 end,
			'customer', p_source, case when p_customer is null then 'created' else 'updated' end, changed_at, p_origin,
			case when p_customer is null then 'by=none' else 'by=key' end, p_before::jsonb, p_after::jsonb);
	end if;
	return id;
end
$$;

create or replace function customer_put(p_tenant text, p_customer bigint, p_version bigint, p_alone boolean, p_source text,
	p_source_id text, p_language text, p_defaulted boolean, p_debtor_id text, p_first_name text, p_middle_name text,
	p_last_name text, p_abbreviation text, p_title text, p_date_of_birth text, p_gender text, p_ssn text, p_phone text, p_mobile text,
	p_email text, p_parent bigint, p_addresses text, p_fingerprint bytea, p_now timestamptz, p_lock bigint,
	p_family bigint) returns bigint
language plpgsql volatile as $$
begin
	return customer_put(p_tenant, p_customer, p_version, p_alone, p_source, p_source_id, p_language, p_defaulted, p_debtor_id,
		p_first_name, p_middle_name, p_last_name, p_abbreviation, p_title, p_date_of_birth, p_gender, p_ssn, p_phone,
		p_mobile, p_email, p_parent, p_addresses, p_fingerprint, p_now, p_lock, p_family, null, null, null);
end
$$;

-- As in V27, with the entries: of each record its place among the items, and its fields before and after.
create procedure customer_write(p_tenant text, p_now timestamptz, p_ids bigint[], p_versions bigint[], p_alone boolean[],
	p_sources text[], p_source_ids text[], p_languages text[], p_defaulted boolean[], p_debtor_ids text[],
	p_first_names text[], p_middle_names text[], p_last_names text[], p_abbreviations text[], p_titles text[],
	p_dates_of_birth text[], p_genders text[], p_ssns text[], p_phones text[], p_mobiles text[], p_emails text[],
	p_parents bigint[], p_address_lists text[], p_fingerprints bytea[], p_locks bigint[], p_families bigint[],
	p_origin text[], p_items integer[], p_befores text[], p_afters text[],
	p_wait_ms integer, p_call_ms integer, inout patience_ms integer, inout written bigint[], inout refused text[])
language plpgsql as $$
declare
	r record;
	id bigint;
	problem text;
	setting text;
	origin text[] := p_origin;
	ends timestamptz := clock_timestamp() + make_interval(secs => p_call_ms / 1000.0);
	began timestamptz;
begin
	for r in select * from unnest(p_ids, p_versions, p_alone, p_sources, p_source_ids, p_languages, p_defaulted,
			p_debtor_ids, p_first_names, p_middle_names, p_last_names, p_abbreviations, p_titles, p_dates_of_birth, p_genders,
			p_ssns, p_phones, p_mobiles, p_emails, p_parents, p_address_lists, p_fingerprints, p_locks, p_families,
			p_items, p_befores, p_afters)
		as t (customer_id, version, alone, source, source_id, language, defaulted, debtor_id, first_name,
			middle_name, last_name, abbreviation, title, date_of_birth, gender, ssn, phone, mobile, email, parent_id,
			addresses, fingerprint, lock, family, item, before, after)
	loop
		began := clock_timestamp();
		exit when began > ends and cardinality(written) > 0;
		id := null;
		problem := null;
		origin[4] := r.item::text;
		setting := set_config('synchronous_commit', 'off', true);
		setting := set_config('lock_timeout', greatest(10, least(p_wait_ms, patience_ms))::text, true);
		begin
			id := customer_put(p_tenant, r.customer_id, r.version, r.alone, r.source, r.source_id, r.language, r.defaulted,
				r.debtor_id, r.first_name, r.middle_name, r.last_name, r.abbreviation, r.title, r.date_of_birth, r.gender, r.ssn,
				r.phone, r.mobile, r.email, r.parent_id, r.addresses, r.fingerprint, p_now, r.lock, r.family,
				origin, r.before, r.after);
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

-- As in V22, with the entries, of those whose parent it was too.
create function customer_delete(p_tenant text, p_customer bigint, p_now timestamptz, p_origin text[]) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	changed customer;
	gone customer;
	noted boolean;
begin
	for changed in
		update customer c set parent_id = null, fingerprint = null, version = c.version + 1,
			updated_at = greatest(p_now, c.updated_at)
		where c.tenant_id = p_tenant and c.parent_id = p_customer
		returning c.*
	loop
		noted := history_put(p_tenant, customer_record(changed.customer_id), changed.version, 'customer', changed.source,
			'updated', changed.updated_at, p_origin, null, jsonb_build_object('parentId', p_customer), '{"parentId": null}');
	end loop;
	delete from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer returning c.* into gone;
	if gone.customer_id is null then
		return false;
	end if;
	return history_put(p_tenant, customer_record(p_customer), gone.version + 1, 'customer',
		gone.source, 'deleted', greatest(p_now, gone.updated_at), p_origin, null,
		customer_fields(gone) || origin_fields(gone.created_at, gone.source_times), null);
end
$$;
