-- A write is taken back by its entry in the history, field by field. Java makes the keys that a record gets back, from the
-- entry alone; the function of its kind looks, under the locks of these keys and that of the row, whether that can be.

-- Work that takes longer than a request, done step by step.
create table job (
	tenant_id text not null,
	job_id uuid not null,
	kind text not null,
	subject text not null,
	client text not null,
	wire text not null,
	request_id text not null,
	state text not null default 'running',
	total bigint not null,
	done bigint not null default 0,
	place text,
	result jsonb not null default '{}',
	failures integer not null default 0,
	owner uuid not null,
	lease_until timestamptz not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	constraint job_pk primary key (tenant_id, job_id),
	constraint job_state_known check (state in ('running', 'done', 'failed'))
);

-- of what is the same, one runs at a time; finds those that nobody is at
create unique index job_running_uq on job (tenant_id, kind, subject) where state = 'running';

comment on column job.place is 'where it goes on; null at the beginning';
comment on column job.owner is 'the instance of the service that does it, until its lease is over';

-- A write was taken back, by that version of its record.
create function undo_reversed(p_by bigint) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_build_object('version', p_by);
end
$$;

-- Why a write is not to be taken back now, if the record is as in p_fields (null: not there); null if it is. The same request
-- has taken it back already; or fields have changed since: these, and the versions that changed them.
create function undo_kept(p_tenant text, p_entry history, p_fields jsonb, p_version bigint, p_origin text[]) returns jsonb
language plpgsql volatile as $$
declare
	changed text[] := '{}';
	latest history;
begin
	-- before the fields: writes of one request may have changed a field and changed it back
	select h.* into latest from history h
		where h.tenant_id = p_tenant and h.record_id = p_entry.record_id and h.version > p_entry.version
			and h.undoes = p_entry.version
		order by h.version desc limit 1;
	if latest.request_id = p_origin[3] then
		return undo_reversed(latest.version);
	end if;
	if p_fields is null then
		if p_entry.after is null then
			return null;
		end if;
	elsif p_entry.after is not null then
		if p_version = p_entry.version then
			return null;
		end if;
		changed := array(
			select f.key
			from jsonb_object_keys(case when p_entry.before is null then p_fields else p_entry.before end || p_entry.after)
				as f (key)
			where nullif(p_fields -> f.key, 'null') is distinct from nullif(p_entry.after -> f.key, 'null')
				and f.key <> 'attributes.raw_data'
			order by f.key
		);
		if changed = '{}' then
			return null;
		end if;
	end if;
	return jsonb_build_object('why', 'changed', 'fields', changed, 'entries', (
		select coalesce(jsonb_agg(w.version order by w.version), '[]') from (
			select h.version from history h
			where h.tenant_id = p_tenant and h.record_id = p_entry.record_id and h.version > p_entry.version
				and case
					when p_fields is null then h.after is null
					when p_entry.after is null then h.before is null
					else coalesce(h.before, '{}') || coalesce(h.after, '{}') ?| changed
				end
			order by h.version desc limit 20
		) w
	));
end
$$;

-- The fields of a record that is there, as they will be. What was received last, and is kept as it was, is that of the last
-- write, which need not be this one: then it stays.
create function undo_fields(p_fields jsonb, p_entry history) returns jsonb
language plpgsql immutable as $$
begin
	if p_fields -> 'attributes.raw_data' is distinct from p_entry.after -> 'attributes.raw_data' then
		return p_fields || (p_entry.before - 'attributes.raw_data');
	end if;
	return p_fields || p_entry.before;
end
$$;

-- What another record of the tenant has that would come back.
create function undo_taken(p_field text, p_holder text) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_build_object('why', 'taken', 'fields', array[p_field], 'holder', p_holder);
end
$$;

-- What a record hangs on is gone.
create function undo_orphan(p_owner uuid) returns jsonb
language plpgsql immutable as $$
begin
	return jsonb_build_object('why', 'owner', 'holder', p_owner);
end
$$;

-- Whether what is in the way, another record or later writes of this one, was written by the same request and is not taken
-- back yet: then the write may be, once that is. Only the filters name requests, so that the index of a record is used, and
-- not that of a request, which may have any number of entries.
create function undo_waits(p_tenant text, p_entry history, p_holder uuid, p_origin text[]) returns boolean
language plpgsql stable as $$
declare
	written bigint[];
	taken_back bigint[];
begin
	select
		array_agg(h.version) filter (where h.request_id = p_entry.request_id
			and (p_holder is not null or h.version > p_entry.version)),
		array_agg(h.undoes) filter (where h.request_id = p_origin[3] and h.undoes is not null)
	into written, taken_back
	from history h
	where h.tenant_id = p_tenant and h.record_id = coalesce(p_holder, p_entry.record_id);
	return not coalesce(written, '{}') <@ coalesce(taken_back, '{}');
end
$$;

-- Whether a record that has that value in a field has it only since that write.
create function undo_came_since(p_tenant text, p_entry history, p_other uuid, p_field text, p_value text,
	p_created timestamptz) returns boolean
language plpgsql stable as $$
declare
	later history;
begin
	select h.* into later from history h
		where h.tenant_id = p_tenant and h.record_id = p_other and h.at >= p_entry.at
			and (h.before is null or h.after is null or h.after ? p_field)
		order by h.version limit 1;
	if not found then
		return p_created >= p_entry.at;
	end if;
	return later.before ->> p_field is distinct from p_value;
end
$$;

-- Stores the entry of a write that was taken back. Answers what the caller is told.
create function undo_put(p_tenant text, p_entry history, p_version bigint, p_scope text, p_at timestamptz, p_origin text[],
	p_before jsonb, p_after jsonb, p_sent_name text default null) returns jsonb
language plpgsql volatile as $$
declare
	noted boolean;
begin
	noted := history_put(p_tenant, p_entry.record_id, p_version, p_entry.kind, p_scope, 'reversed',
		greatest(p_at, p_entry.at), p_origin, null, p_before, p_after, p_entry.version, p_sent_name);
	return undo_reversed(p_version);
end
$$;

-- The version of a record that comes back, and when it was created.
create function undo_version(p_tenant text, p_record uuid) returns bigint
language plpgsql stable as $$
begin
	return 1 + (
		select h.version from history h where h.tenant_id = p_tenant and h.record_id = p_record
		order by h.version desc limit 1
	);
end
$$;

create function undo_created_at(p_tenant text, p_entry history) returns timestamptz
language plpgsql stable as $$
begin
	return coalesce((p_entry.before ->> 'createdAt')::timestamptz, (
		select h.at from history h
		where h.tenant_id = p_tenant and h.record_id = p_entry.record_id and h.outcome = 'created'
		order by h.version limit 1
	), p_entry.at);
end
$$;

-- The attributes among the fields of a record.
create function fields_attributes(p_fields jsonb) returns jsonb
language plpgsql immutable as $$
begin
	return coalesce((
		select jsonb_object_agg(substr(f.key, 12), f.value) from jsonb_each(p_fields) f
		where f.key like 'attributes.%' and f.value <> 'null'
	), '{}');
end
$$;

-- An array of JSON as one of the database.
create function json_texts(p_array jsonb) returns text[]
language plpgsql immutable as $$
begin
	return array(select jsonb_array_elements_text(case when jsonb_typeof(p_array) = 'array' then p_array else '[]' end));
end
$$;

-- Takes back a write of a contact. p_keys has the keys of the name and of the address that come back, and of the name that
-- was sent.
create function contact_undo(p_tenant text, p_entry history, p_keys jsonb, p_now timestamptz, p_origin text[]) returns jsonb
language plpgsql volatile as $$
declare
	book uuid := p_entry.scope_id::uuid;
	book_kind text;
	here contact;
	back contact;
	fields jsonb;
	kept jsonb;
	holder uuid;
	root history := p_entry;
	again boolean := false;
	sent_name text;
begin
	select d.kind into book_kind from directory d where d.tenant_id = p_tenant and d.directory_id = book;
	select c.* into here from contact c
		where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = p_entry.record_id for update;
	kept := undo_kept(p_tenant, p_entry, case when here.contact_id is not null then contact_fields(here) end, here.version,
		p_origin);
	if kept is not null then
		return kept;
	end if;
	if p_entry.before is null then
		delete from contact c
		where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = here.contact_id;
		return undo_put(p_tenant, p_entry, here.version + 1, p_entry.scope_id, greatest(p_now, here.updated_at), p_origin,
			contact_fields(here)
				|| origin_fields(here.created_at, here.source_times, here.created_by, here.modified_by), null);
	end if;
	if book_kind is null then
		return undo_orphan(book);
	end if;
	back := here;
	fields := p_entry.before;
	if here.contact_id is not null then
		fields := undo_fields(contact_fields(here), p_entry);
	else
		back.tenant_id := p_tenant;
		back.directory_id := book;
		back.contact_id := p_entry.record_id;
		back.number := (fields ->> 'number')::bigint;
		back.created_at := undo_created_at(p_tenant, p_entry);
		back.source_times := fields -> 'sourceTimes';
		back.created_by := fields ->> 'createdBy';
		back.modified_by := fields ->> 'modifiedBy';
	end if;
	back.full_name := fields ->> 'fullName';
	if back.full_name is distinct from here.full_name then
		back.name_key := p_keys ->> 'nameKey';
		back.name_keys := case when back.name_key is not null then json_texts(p_keys -> 'nameKeys')::bigint[] end;
		back.name_letters := (p_keys ->> 'letters')::bigint;
	end if;
	back.email := fields ->> 'email';
	if back.email is null then
		back.email_key := fields ->> 'emailKey';
	elsif back.email is distinct from here.email then
		back.email_key := p_keys ->> 'emailKey';
	end if;
	back.email_status := coalesce(fields ->> 'emailStatus', 'Valid');
	back.language := fields ->> 'language';
	back.external_id := fields ->> 'externalId';
	back.attributes := fields_attributes(fields);
	back.updated_at := greatest(p_now, here.updated_at, p_entry.at);
	back.change := null;
	back.key_version := least(here.key_version, (p_keys ->> 'keyVersion')::smallint);
	select c.contact_id into holder from contact c
		where c.tenant_id = p_tenant and c.directory_id = book and c.email_key = back.email_key
			and c.contact_id <> back.contact_id;
	if found then
		return undo_taken('email', holder::text);
	end if;
	select c.contact_id into holder from contact c
		where c.tenant_id = p_tenant and c.directory_id = book and c.external_id = back.external_id
			and c.contact_id <> back.contact_id;
	if found then
		return undo_taken('externalId', holder::text);
	end if;
	if book_kind = 'account' and back.name_key is distinct from here.name_key then
		-- who has a name has it under each of its keys
		select n.contact_id into holder
		from contact_name n join contact c on c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = n.contact_id
		where n.tenant_id = p_tenant and n.directory_id = book and n.key = back.name_keys[1]
			and n.name_key = back.name_key and n.contact_id <> back.contact_id
			and undo_came_since(p_tenant, p_entry, n.contact_id, 'fullName', c.full_name, c.created_at)
		limit 1;
		if found then
			return undo_taken('fullName', holder::text);
		end if;
	end if;
	if here.contact_id is null then
		back.version := undo_version(p_tenant, back.contact_id);
		insert into contact values (back.*);
	else
		back.version := here.version + 1;
		update contact c set full_name = back.full_name, name_key = back.name_key, name_keys = back.name_keys,
			name_letters = back.name_letters, email = back.email, email_key = back.email_key,
			email_status = back.email_status, language = back.language, external_id = back.external_id,
			attributes = back.attributes, version = back.version, updated_at = back.updated_at, change = null,
			key_version = back.key_version
		where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = back.contact_id;
	end if;
	if back.name_key is distinct from here.name_key then
		delete from contact_name n
		where n.tenant_id = p_tenant and n.directory_id = book and n.key = any (here.name_keys)
			and n.contact_id = back.contact_id;
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, book, k, back.contact_id, back.name_key, back.name_letters from unnest(back.name_keys) as k;
	end if;
	-- what was an upsert by name at first: to take it back says that the name means another, and to take that back the
	-- contrary
	while root.outcome = 'reversed' loop
		select h.* into root from history h
			where h.tenant_id = p_tenant and h.record_id = p_entry.record_id and h.version = root.undoes;
		again := not again;
	end loop;
	if root.receipt like 'by=name%' then
		sent_name := coalesce(p_entry.sent_name, p_entry.after ->> 'fullName');
		if again then
			delete from contact_different t
			where t.tenant_id = p_tenant and t.directory_id = book and t.contact_id = back.contact_id
				and t.name_key = p_keys ->> 'sentName';
		else
			insert into contact_different (tenant_id, directory_id, contact_id, name_key)
			select p_tenant, book, back.contact_id, k from coalesce(p_keys ->> 'sentName') as k
			where k is not null
			on conflict do nothing;
		end if;
	end if;
	if here.contact_id is null then
		return undo_put(p_tenant, p_entry, back.version, p_entry.scope_id, back.updated_at, p_origin, null,
			contact_fields(back));
	end if;
	return undo_put(p_tenant, p_entry, back.version, p_entry.scope_id, back.updated_at, p_origin,
		fields_changed(contact_fields(here), contact_fields(back)),
		fields_changed(contact_fields(back), contact_fields(here)), sent_name);
end
$$;

-- Takes back a write of an account. p_keys has the keys of the website that comes back.
create function account_undo(p_tenant text, p_entry history, p_keys jsonb, p_now timestamptz, p_origin text[]) returns jsonb
language plpgsql volatile as $$
declare
	here account;
	back account;
	fields jsonb;
	kept jsonb;
	holder uuid;
	sites text[] := json_texts(p_keys -> 'sites');
begin
	-- before the account, as who deletes it does; no contact comes from here on
	perform from directory d
		where d.tenant_id = p_tenant and d.directory_id = p_entry.record_id and d.kind = 'account' for update;
	select a.* into here from account a
		where a.tenant_id = p_tenant and a.account_id = p_entry.record_id for update;
	kept := undo_kept(p_tenant, p_entry, case when here.account_id is not null then account_fields(here) end, here.version,
		p_origin);
	if kept is not null then
		return kept;
	end if;
	if p_entry.before is null then
		select c.contact_id into holder from contact c
			where c.tenant_id = p_tenant and c.directory_id = here.account_id order by c.contact_id limit 1;
		if found then
			return jsonb_build_object('why', 'needed', 'holder', holder);
		end if;
		delete from account a where a.tenant_id = p_tenant and a.account_id = here.account_id;
		delete from directory d where d.tenant_id = p_tenant and d.directory_id = here.account_id;
		return undo_put(p_tenant, p_entry, here.version + 1, here.connection_id, greatest(p_now, here.updated_at), p_origin,
			account_fields(here) || origin_fields(here.created_at, here.source_times), null);
	end if;
	back := here;
	fields := p_entry.before;
	if here.account_id is not null then
		fields := undo_fields(account_fields(here), p_entry);
	else
		back.tenant_id := p_tenant;
		back.account_id := p_entry.record_id;
		back.created_at := undo_created_at(p_tenant, p_entry);
		back.source_times := fields -> 'sourceTimes';
	end if;
	back.name := fields ->> 'name';
	back.connection_id := fields ->> 'connectionId';
	back.source_id := fields ->> 'sourceId';
	back.website := fields ->> 'website';
	back.domain := fields ->> 'domain';
	back.attributes := fields_attributes(fields);
	back.remembered_keys := json_texts(fields -> 'remembered');
	if here.account_id is not null and not p_entry.before ? 'website' then
		-- those that its website gives
		sites := array(select k from unnest(here.match_keys) as k where k <> all (here.remembered_keys));
	end if;
	back.match_keys := array(select k from unnest(back.remembered_keys || sites) as k group by k);
	back.updated_at := greatest(p_now, here.updated_at, p_entry.at);
	back.change := null;
	back.key_version := least(here.key_version, (p_keys ->> 'keyVersion')::smallint);
	select a.account_id into holder from account a
		where a.tenant_id = p_tenant and a.connection_id = back.connection_id and a.source_id = back.source_id
			and a.account_id <> back.account_id;
	if found then
		return undo_taken('sourceId', holder::text);
	end if;
	select k.account_id into holder
	from account_key k join account a on a.tenant_id = p_tenant and a.account_id = k.account_id
	where k.tenant_id = p_tenant and k.connection_id = back.connection_id and k.key = any (back.match_keys)
		and k.key like 'w%' and (here.account_id is null or k.key <> all (here.match_keys)
			or here.connection_id is distinct from back.connection_id)
		and k.account_id <> back.account_id and undo_came_since(p_tenant, p_entry, k.account_id, 'website', a.website, a.created_at)
	limit 1;
	if found then
		return undo_taken('website', holder::text);
	end if;
	if here.account_id is null then
		back.version := undo_version(p_tenant, back.account_id);
		insert into directory (tenant_id, directory_id, kind) values (p_tenant, back.account_id, 'account');
		insert into account values (back.*);
	else
		back.version := here.version + 1;
		update account a set name = back.name, connection_id = back.connection_id, source_id = back.source_id,
			website = back.website, domain = back.domain, attributes = back.attributes,
			remembered_keys = back.remembered_keys, match_keys = back.match_keys, version = back.version,
			updated_at = back.updated_at, change = null, key_version = back.key_version
		where a.tenant_id = p_tenant and a.account_id = back.account_id;
		delete from account_key k
		where k.tenant_id = p_tenant and k.connection_id = here.connection_id and k.key = any (here.match_keys)
			and k.account_id = here.account_id;
	end if;
	if back.connection_id is not null then
		insert into account_key (tenant_id, connection_id, key, account_id)
		select p_tenant, back.connection_id, k, back.account_id from unnest(back.match_keys) as k;
	end if;
	if here.account_id is null then
		return undo_put(p_tenant, p_entry, back.version, back.connection_id, back.updated_at, p_origin, null,
			account_fields(back));
	end if;
	return undo_put(p_tenant, p_entry, back.version, back.connection_id, back.updated_at, p_origin,
		fields_changed(account_fields(here), account_fields(back)),
		fields_changed(account_fields(back), account_fields(here)));
end
$$;

-- Takes back a write of a customer. p_keys has the lock of the family, for one that gets a parent back. The commit does not
-- wait for the disk, as those of a bulk do not.
create function customer_undo(p_tenant text, p_entry history, p_keys jsonb, p_now timestamptz, p_origin text[]) returns jsonb
language plpgsql volatile set enable_seqscan = off as $$
declare
	customer_number bigint := ('x' || right(p_entry.record_id::text, 12))::bit(48)::bigint;
	here customer;
	back customer;
	fields jsonb;
	kept jsonb;
	above bigint;
	holder bigint;
	setting text;
begin
	setting := set_config('synchronous_commit', 'off', true);
	if p_keys ? 'family' then
		perform pg_advisory_xact_lock((p_keys ->> 'family')::bigint);
	end if;
	select c.* into here from customer c
		where c.tenant_id = p_tenant and c.customer_id = customer_number for update;
	kept := undo_kept(p_tenant, p_entry, case when here.customer_id is not null then customer_fields(here) end, here.version,
		p_origin);
	if kept is not null then
		return kept;
	end if;
	if p_entry.before is null then
		select c.customer_id into holder from customer c
			where c.tenant_id = p_tenant and c.parent_id = customer_number order by c.customer_id limit 1;
		if found then
			return jsonb_build_object('why', 'needed', 'holder', customer_record(holder));
		end if;
		delete from customer c where c.tenant_id = p_tenant and c.customer_id = customer_number;
		return undo_put(p_tenant, p_entry, here.version + 1, here.source, greatest(p_now, here.updated_at), p_origin,
			customer_fields(here) || origin_fields(here.created_at, here.source_times), null);
	end if;
	back := here;
	fields := p_entry.before;
	if here.customer_id is not null then
		fields := customer_fields(here) || p_entry.before;
	else
		back.tenant_id := p_tenant;
		back.customer_id := customer_number;
		back.created_at := undo_created_at(p_tenant, p_entry);
		back.source_times := fields -> 'sourceTimes';
	end if;
	back.source := fields ->> 'source';
	back.source_id := fields ->> 'sourceId';
	back.language := fields ->> 'language';
	back.language_defaulted := coalesce((fields ->> 'languageDefaulted')::boolean, false);
	back.debtor_id := fields ->> 'debtorId';
	back.first_name := fields ->> 'firstName';
	back.middle_name := fields ->> 'middleName';
	back.last_name := fields ->> 'lastName';
	back.abbreviation := fields ->> 'abbreviation';
	back.title := fields ->> 'title';
	back.date_of_birth := (fields ->> 'dateOfBirth')::date;
	back.gender := fields ->> 'gender';
	back.ssn := fields ->> 'ssn';
	back.phone := fields ->> 'phone';
	back.mobile := fields ->> 'mobile';
	back.email := fields ->> 'email';
	back.parent_id := (fields ->> 'parentId')::bigint;
	back.addresses := coalesce(nullif(fields -> 'addresses', 'null'), '[]');
	back.fingerprint := null;
	back.updated_at := greatest(p_now, here.updated_at, p_entry.at);
	if (back.source, back.source_id, back.language, back.language_defaulted)
			is distinct from (here.source, here.source_id, here.language, here.language_defaulted) then
		select c.customer_id into holder from customer c
			where c.tenant_id = p_tenant and c.source = back.source and c.source_id = back.source_id
				and c.customer_id <> customer_number
				and (back.language_defaulted or c.language_defaulted or c.language = back.language)
			order by c.language limit 1;
		if found then
			return undo_taken('sourceId', customer_record(holder)::text);
		end if;
	end if;
	if back.parent_id is distinct from here.parent_id and back.parent_id is not null then
		if not exists (select from customer c where c.tenant_id = p_tenant and c.customer_id = back.parent_id) then
			return undo_orphan(customer_record(back.parent_id));
		end if;
		above := back.parent_id;
		for step in 1..1000 loop
			exit when above is null or above = customer_number;
			select c.parent_id into above from customer c where c.tenant_id = p_tenant and c.customer_id = above;
		end loop;
		if above is not null then
			return undo_taken('parentId', customer_record(back.parent_id)::text);
		end if;
	end if;
	if here.customer_id is null then
		back.version := undo_version(p_tenant, p_entry.record_id);
		insert into customer values (back.*);
	else
		back.version := here.version + 1;
		update customer c set source = back.source, source_id = back.source_id, language = back.language,
			language_defaulted = back.language_defaulted, debtor_id = back.debtor_id, first_name = back.first_name,
			middle_name = back.middle_name, last_name = back.last_name, abbreviation = back.abbreviation,
			title = back.title, date_of_birth = back.date_of_birth, gender = back.gender, ssn = back.ssn,
			phone = back.phone, mobile = back.mobile, email = back.email, parent_id = back.parent_id,
			addresses = back.addresses, fingerprint = null, version = back.version, updated_at = back.updated_at
		where c.tenant_id = p_tenant and c.customer_id = customer_number;
	end if;
	if here.customer_id is null then
		return undo_put(p_tenant, p_entry, back.version, back.source, back.updated_at, p_origin, null, customer_fields(back));
	end if;
	return undo_put(p_tenant, p_entry, back.version, back.source, back.updated_at, p_origin,
		fields_changed(customer_fields(here), customer_fields(back)),
		fields_changed(customer_fields(back), customer_fields(here)));
end
$$;

-- Takes back one write, under the locks of the keys that come back. One that is kept and may be taken back after others of its
-- request says that it waits.
create function write_undo(p_tenant text, p_record uuid, p_version bigint, p_keys jsonb, p_now timestamptz, p_origin text[])
	returns jsonb
language plpgsql volatile as $$
declare
	entry history;
	result jsonb := '{"why": "unknown"}';
begin
	if p_keys ? 'locks' then
		perform take_locks(p_tenant, json_texts(p_keys -> 'locks')::bigint[], json_texts(p_keys -> 'exclusive')::boolean[]);
	end if;
	select h.* into entry from history h
		where h.tenant_id = p_tenant and h.record_id = p_record and h.version = p_version and h.outcome <> 'erased';
	if entry.kind = 'contact' then
		result := contact_undo(p_tenant, entry, p_keys, p_now, p_origin);
	elsif entry.kind = 'account' then
		result := account_undo(p_tenant, entry, p_keys, p_now, p_origin);
	elsif entry.kind = 'customer' then
		result := customer_undo(p_tenant, entry, p_keys, p_now, p_origin);
	end if;
	if result ? 'why' and undo_waits(p_tenant, entry, (result ->> 'holder')::uuid, p_origin) then
		result := result || '{"waits": true}';
	end if;
	return result;
end
$$;

-- Takes back writes, each in a transaction of its own, in one round trip. What comes of each is JSON: the version that took it
-- back, or why it was kept, or the SQLSTATE with which it failed, which is the last then. The caller calls flush_log before it
-- tells of them. After p_call_ms it begins no further one. Each is a microsecond later than the one before, so that they can
-- be taken back in their order too.
create procedure undo_write(p_tenant text, p_now timestamptz, p_records uuid[], p_versions bigint[], p_keys text[],
	p_origin text[], p_wait_ms integer, p_call_ms integer, inout results text[])
language plpgsql as $$
declare
	r record;
	result text;
	setting text;
	ends timestamptz := clock_timestamp() + make_interval(secs => p_call_ms / 1000.0);
	at timestamptz := p_now;
begin
	for r in select * from unnest(p_records, p_versions, p_keys) as t (record_id, version, keys)
	loop
		exit when clock_timestamp() > ends and cardinality(results) > 0;
		setting := set_config('lock_timeout', p_wait_ms::text, true);
		begin
			result := write_undo(p_tenant, r.record_id, r.version, r.keys::jsonb, at, p_origin)::text;
		exception
			when lock_not_available or query_canceled or data_exception or integrity_constraint_violation
					or transaction_rollback or program_limit_exceeded then
				result := jsonb_build_object('failed', sqlstate)::text;
		end;
		if current_setting('onerow.dry_run', true) is distinct from 'on' then
			commit;
		end if;
		results := array_append(results, result);
		at := at + interval '1 microsecond';
		-- those after it in their order: they may be about the same record
		exit when result like '{"failed"%';
	end loop;
end
$$;
