-- Aliases: keys of a contact besides those that it has now. Only under policies that keep them does anybody write or read these.

alter table match_policy add column aliases boolean not null default false;

comment on column match_policy.aliases is 'whether what a contact was found by stays a key of it';

create table contact_alias (
	tenant_id text not null,
	directory_id uuid not null,
	kind text not null,
	value text not null,
	contact_id uuid not null,
	version bigint not null,
	at timestamptz not null,
	constraint contact_alias_pk primary key (tenant_id, directory_id, kind, value, contact_id),
	constraint contact_alias_contact_fk foreign key (tenant_id, directory_id, contact_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade,
	constraint contact_alias_kind_known check (kind in ('email', 'phone', 'external id'))
);

-- for the aliases of one contact, by the id alone as in contact_probe
create index contact_alias_contact_ix on contact_alias (contact_id);

comment on column contact_alias.value is 'as it is compared; a phone in E.164';
comment on column contact_alias.version is 'the one of its contact that has made it an alias';
comment on column contact_alias.at is 'since when; of several contacts the last has it';

-- With offset 0, here and below, what nobody may have is looked for key by key: as a join it might read the whole directory.
--
-- The aliases of a contact, the oldest first, each as kind:value; not those that another one has, or has got since. It is volatile to
-- see what was committed while the contact was waited for.
create function contact_aliases(p_tenant text, p_contact uuid) returns text[]
language plpgsql volatile set enable_seqscan = off as $$
begin
	return array(
		select a.kind || ':' || a.value from contact_alias a
		where a.contact_id = p_contact and a.tenant_id = p_tenant and (a.kind = 'phone' or not exists (
			select from contact_alias o
			where o.tenant_id = p_tenant and o.directory_id = a.directory_id and o.kind = a.kind and o.value = a.value
				and (o.at, o.contact_id) > (a.at, a.contact_id)
			offset 0
		)) and not exists (
			select from contact c
			where c.tenant_id = p_tenant and c.directory_id = a.directory_id and a.kind = 'email' and c.email_key = a.value
			offset 0
		) and not exists (
			select from contact c
			where c.tenant_id = p_tenant and c.directory_id = a.directory_id and a.kind = 'external id'
				and c.external_id = a.value
			offset 0
		)
		order by a.at, a.kind, a.value
	);
end
$$;

-- The same as a field of an entry, if there are any.
create function contact_aliased(p_tenant text, p_contact uuid) returns jsonb
language plpgsql volatile as $$
declare
	aliases text[] := contact_aliases(p_tenant, p_contact);
begin
	return case when aliases = '{}' then '{}' else jsonb_build_object('aliases', to_jsonb(aliases)) end;
end
$$;

-- contact_find, and for the keys that nobody has those who have them as an alias.
create function contact_recalled(p_tenant text, p_directory uuid, p_kind text, p_locks bigint[], p_exclusive boolean[],
	p_ids uuid[], p_email_keys text[], p_external_ids text[], p_numbers bigint[]) returns setof contact
language plpgsql volatile set enable_seqscan = off as $$
declare
	met contact;
	emails text[] := p_email_keys;
	ids text[] := p_external_ids;
begin
	for met in
		select c.* from contact_find(p_tenant, p_directory, p_kind, p_locks, p_exclusive, p_ids, p_email_keys, p_external_ids,
			p_numbers) c
	loop
		emails := array_remove(emails, met.email_key);
		ids := array_remove(ids, met.external_id);
		return next met;
	end loop;
	if emails <> '{}' or ids <> '{}' then
		return query
			select c.* from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory
				and c.contact_id = any (contact_alias_holders(p_tenant, p_directory, emails, ids));
	end if;
end
$$;

-- Who have one of the keys as an alias: of each the last who has got it.
create function contact_alias_holders(p_tenant text, p_directory uuid, p_email_keys text[], p_external_ids text[]) returns uuid[]
language plpgsql stable set enable_seqscan = off as $$
begin
	return array(
		select (
			select a.contact_id from contact_alias a
			where a.tenant_id = p_tenant and a.directory_id = p_directory and a.kind = k.kind and a.value = k.value
			order by a.at desc, a.contact_id desc limit 1
		)
		from (
			select 'email', e from unnest(p_email_keys) as e
			union all
			select 'external id', x from unnest(p_external_ids) as x
		) k (kind, value)
	);
end
$$;

-- The write of V33, or with p_probes that of V50, which leaves the contact with these aliases and no others. It passes only if
-- nobody who was not seen has one of the keys as an alias either.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer, p_origin text[], p_probes bigint[], p_probe_letters bigint[],
	p_probe_homes bigint[], p_aliases text[]) returns table (outcome text, stored contact)
language plpgsql volatile set enable_seqscan = off as $$
declare
	written record;
begin
	perform take_locks(p_tenant, p_locks, p_exclusive);
	if exists (
		select from unnest(contact_alias_holders(p_tenant, p_directory,
			array(select e from unnest(p_email_keys) as e where not exists (
				select from contact c where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = e
				offset 0
			)),
			array(select x from unnest(p_external_ids) as x where not exists (
				select from contact c where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = x
				offset 0
			)))) as h (id)
		where h.id is not null and h.id <> all (p_seen)
	) then
		outcome := 'raced';
		return next;
		return;
	end if;
	if p_probes is null then
		select w.outcome, w.stored into written from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version,
			p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id,
			p_attributes, p_author, p_now, p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later,
			p_key_version, p_origin) w;
	else
		select w.outcome, w.stored into written from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version,
			p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id,
			p_attributes, p_author, p_now, p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later,
			p_key_version, p_origin, p_probes, p_probe_letters, p_probe_homes) w;
	end if;
	outcome := written.outcome;
	stored := written.stored;
	if outcome in ('created', 'updated') then
		delete from contact_alias a
		where a.tenant_id = p_tenant and a.contact_id = p_contact and a.kind || ':' || a.value <> all (p_aliases);
		insert into contact_alias (tenant_id, directory_id, kind, value, contact_id, version, at)
		select p_tenant, p_directory, split_part(k, ':', 1), substr(k, strpos(k, ':') + 1), p_contact, stored.version,
			stored.updated_at
		from unnest(p_aliases) as k
		on conflict do nothing;
	end if;
	return next;
end
$$;

-- What an undo does with aliases: those that the write has made go, and those that went with a contact come back.
create function contact_aliases_undo(p_tenant text, p_entry history, p_back contact) returns void
language plpgsql volatile as $$
begin
	delete from contact_alias a
	where a.tenant_id = p_tenant and a.contact_id = p_back.contact_id and a.version = p_entry.version;
	insert into contact_alias (tenant_id, directory_id, kind, value, contact_id, version, at)
	select p_tenant, p_back.directory_id, split_part(k, ':', 1), substr(k, strpos(k, ':') + 1), p_back.contact_id,
		p_back.version, p_back.updated_at
	from unnest(json_texts(p_entry.before -> 'aliases')) as k
	on conflict do nothing;
end
$$;

-- As in V38, with the other ids that other systems have for it.
create or replace function telling_ids(p_record uuid, p_fields jsonb) returns text[]
language plpgsql immutable as $$
begin
	return array_remove(array[p_record::text, '"recordId":"' || p_record || '"',
		'"recordId":' || (p_fields -> 'externalId')::text, '"key":' || (p_fields -> 'sourceId')::text]
		|| array(
			select '"recordId":' || to_json(substr(k, 13))::text
			from unnest(json_texts(p_fields -> 'aliases')) as k where k like 'external id:%'
		), null);
end
$$;

-- Functions that are as they were but for some lines.
create or replace function pg_temp.reword(p_function text, p_old text, p_new text) returns void language plpgsql as $$
declare
	f record;
	amended boolean := false;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = p_function and strpos(p.prosrc, p_old) > 0
	loop
		execute replace(f.definition, p_old, p_new);
		amended := true;
	end loop;
	if not amended then
		raise exception '% has no such lines', p_function;
	end if;
end
$$;

-- allowed: replaces functions by such as answer the older instance as before, until there are aliases
do $$
begin
	-- what is deleted can come back
	perform pg_temp.reword('contacts_delete', E'\tnoted boolean;\n', E'\tnoted boolean;\n\taliases jsonb;\n');
	perform pg_temp.reword('contacts_delete', E'\tfor gone in\n', E'\tselect jsonb_object_agg(w.contact_id, w.aliases) into aliases\n'
		|| E'\tfrom (\n\t\tselect a.contact_id, jsonb_agg(a.kind || '':'' || a.value order by a.at, a.kind, a.value) as aliases\n'
		|| E'\t\tfrom contact_alias a\n\t\twhere a.tenant_id = p_tenant and a.contact_id = any (p_contacts) group by a.contact_id\n'
		|| E'\t) w;\n\tfor gone in\n');
	perform pg_temp.reword('contacts_delete', 'origin_fields(gone.created_at, gone.source_times, gone.created_by, gone.modified_by)',
		'origin_fields(gone.created_at, gone.source_times, gone.created_by, gone.modified_by)'
			|| E'\n\t\t\t\t|| jsonb_strip_nulls(jsonb_build_object(''aliases'', aliases -> gone.contact_id::text))');
	perform pg_temp.reword('contact_undo', E'\tif p_entry.before is null then\n\t\tdelete from contact c',
		E'\tif p_entry.before is null then\n\t\tfields := contact_aliased(p_tenant, here.contact_id);\n\t\tdelete from contact c');
	perform pg_temp.reword('contact_undo', 'origin_fields(here.created_at, here.source_times, here.created_by, here.modified_by)',
		'origin_fields(here.created_at, here.source_times, here.created_by, here.modified_by) || fields');
	perform pg_temp.reword('contact_undo', E'\tif back.name_key is distinct from here.name_key then\n\t\tdelete from contact_name n',
		E'\tperform contact_aliases_undo(p_tenant, p_entry, back);\n'
			|| E'\tif back.name_key is distinct from here.name_key then\n\t\tdelete from contact_name n');
	perform pg_temp.reword('record_erase',
		E'\t\tdelete from contact c where c.tenant_id = p_tenant and c.contact_id = p_record returning c.* into gone;',
		E'\t\tfields := contact_aliased(p_tenant, p_record);\n'
			|| E'\t\tdelete from contact c where c.tenant_id = p_tenant and c.contact_id = p_record returning c.* into gone;');
	perform pg_temp.reword('record_erase', 'fields := contact_fields(gone);', 'fields := contact_fields(gone) || fields;');
	perform pg_temp.reword('record_view',
		E'cross join lateral (values (1, ''email'', o.email_key), (2, ''name'', o.name_key),\n'
			|| E'\t\t\t\t\t\t(3, ''external id'', o.external_id), (4, ''number'', o.number::text)) as e (place, kind, value)',
		E'cross join lateral (\n\t\t\t\t\t\tvalues (1, ''email'', o.email_key), (2, ''name'', o.name_key),\n'
			|| E'\t\t\t\t\t\t\t(3, ''external id'', o.external_id), (4, ''number'', o.number::text)\n'
			|| E'\t\t\t\t\t\tunion all\n\t\t\t\t\t\tselect 5, split_part(l.entry, '':'', 1), substr(l.entry, strpos(l.entry, '':'') + 1)\n'
			|| E'\t\t\t\t\t\tfrom unnest(contact_aliases(p_tenant, o.contact_id)) as l (entry)\n\t\t\t\t\t) as e (place, kind, value)');
	perform pg_temp.reword('record_view',
		'jsonb_build_object(''kind'', w.kind, ''value'', w.value) order by w.part, w.place)',
		'jsonb_build_object(''kind'', w.kind, ''value'', w.value, ''alias'', w.place = 5) order by w.part, w.place, w.kind, w.value)');
end
$$;
