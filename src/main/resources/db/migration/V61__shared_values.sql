-- Values that several persons have, such as the phone of a switchboard: with which names each was seen, and which are shared.
-- Only policies that keep aliases have anybody write these.

create table contact_value_name (
	tenant_id text not null,
	directory_id uuid not null,
	kind text not null,
	value text not null,
	name_key text not null,
	contact_id uuid not null,
	constraint contact_value_name_pk primary key (tenant_id, directory_id, kind, value, name_key, contact_id),
	constraint contact_value_name_contact_fk foreign key (tenant_id, directory_id, contact_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade
);

-- for those of one contact, by the id alone as in contact_probe
create index contact_value_name_contact_ix on contact_value_name (contact_id);

create table shared_value (
	tenant_id text not null,
	value_id uuid not null,
	directory_id uuid not null,
	kind text not null,
	value text not null,
	shared boolean not null,
	by_hand boolean not null,
	since timestamptz not null,
	constraint shared_value_pk primary key (tenant_id, value_id),
	constraint shared_value_directory_fk foreign key (tenant_id, directory_id)
		references directory (tenant_id, directory_id) on delete cascade,
	constraint shared_value_kind_known check (kind in ('email', 'phone'))
);

-- once in a directory; and those of a directory, for the page
create unique index shared_value_once_uq on shared_value (tenant_id, directory_id, kind, value);
create index shared_value_page_ix on shared_value (tenant_id, directory_id, value_id);

comment on column shared_value.value is 'as it is compared; a phone in E.164';
comment on column shared_value.shared is 'false if somebody has said that it is of one person, whatever is seen';
comment on column shared_value.by_hand is 'whether somebody has said so';

-- Notes that a contact was seen with these values, each as kind:value, under a name, and which of them are shared from now on:
-- those that p_from names were seen with. A tenant has p_most of them.
create function values_seen(p_tenant text, p_directory uuid, p_contact uuid, p_values text[], p_name text, p_from integer,
	p_most integer, p_now timestamptz) returns void
language plpgsql volatile set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
	seen record;
	name text;
	names integer;
begin
	for seen in
		select split_part(v, ':', 1) as kind, substr(v, strpos(v, ':') + 1) as value from unnest(p_values) as v
	loop
		insert into contact_value_name (tenant_id, directory_id, kind, value, name_key, contact_id)
		values (p_tenant, p_directory, seen.kind, seen.value, p_name, p_contact)
		on conflict do nothing;
		continue when exists (
			select from shared_value s
			where s.tenant_id = p_tenant and s.directory_id = p_directory and s.kind = seen.kind and s.value = seen.value
		);
		-- from name to name, as there may be many of one
		name := '';
		names := 0;
		while name is not null and names < p_from loop
			name := (
				select n.name_key from contact_value_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directory and n.kind = seen.kind and n.value = seen.value
					and n.name_key > name
				order by n.name_key limit 1
			);
			names := names + case when name is null then 0 else 1 end;
		end loop;
		if names = p_from and (select count(*) from shared_value s where s.tenant_id = p_tenant) < p_most then
			insert into shared_value (tenant_id, value_id, directory_id, kind, value, shared, by_hand, since)
			values (p_tenant, gen_random_uuid(), p_directory, seen.kind, seen.value, true, false, p_now)
			on conflict do nothing;
		end if;
	end loop;
end
$$;

-- The write of V60, and what was seen with it, if there is a name.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer, p_origin text[], p_probes bigint[], p_probe_letters bigint[],
	p_probe_homes bigint[], p_aliases text[], p_values text[], p_called text, p_from integer, p_most integer)
	returns table (outcome text, stored contact)
language plpgsql volatile as $$
declare
	written record;
begin
	select w.outcome, w.stored into written from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version,
		p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id,
		p_attributes, p_author, p_now, p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later,
		p_key_version, p_origin, p_probes, p_probe_letters, p_probe_homes, p_aliases) w;
	outcome := written.outcome;
	stored := written.stored;
	if outcome in ('created', 'updated') and p_called is not null and p_values <> '{}' then
		perform values_seen(p_tenant, p_directory, p_contact, p_values, p_called, p_from, p_most, p_now);
	end if;
	return next;
end
$$;

-- The values of a tenant that are shared, or of a directory, after one; "names" with how many names each was seen, up to a hundred.
create function shared_values_page(p_tenant text, p_directory uuid, p_after uuid, p_size integer)
	returns table (value_id uuid, scope text, kind text, value text, names bigint, by_hand boolean, since timestamptz)
language plpgsql stable set enable_seqscan = off as $$
begin
	return query
		select s.value_id, case d.kind when 'account' then 'account:' || d.directory_id when 'company_book' then 'book'
				else 'connection:' || (
					select c.connection_id from connection c where c.tenant_id = p_tenant and c.directory_id = d.directory_id
				) end,
			s.kind, s.value, (
				select count(*) from (
					select distinct n.name_key from contact_value_name n
					where n.tenant_id = p_tenant and n.directory_id = s.directory_id and n.kind = s.kind and n.value = s.value
					limit 100
				) w
			), s.by_hand, s.since
		from shared_value s join directory d on d.tenant_id = p_tenant and d.directory_id = s.directory_id
		where s.tenant_id = p_tenant and (p_directory is null or s.directory_id = p_directory) and s.value_id > p_after
			and s.shared
		order by s.value_id limit p_size;
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

-- allowed: replaces functions by such as answer the older instance as before
do $$
begin
	-- what several have is no key of who gets it back
	perform pg_temp.reword('contact_undo', E'\tback.email_status := coalesce(fields',
		E'\tif back.email_key is distinct from here.email_key and exists (\n\t\tselect from shared_value s\n'
			|| E'\t\twhere s.tenant_id = p_tenant and s.directory_id = book and s.kind = ''email'' and s.value = back.email_key and s.shared\n'
			|| E'\t) then\n\t\tback.email_key := null;\n\tend if;\n\tback.email_status := coalesce(fields');
	-- what nobody who is left was seen with is not kept
	perform pg_temp.reword('record_erase', 'fields := contact_fields(gone) || fields;',
		E'fields := contact_fields(gone) || fields;\n'
			|| E'\t\t\tdelete from shared_value s\n\t\t\twhere s.tenant_id = p_tenant and s.directory_id = gone.directory_id and not s.by_hand\n'
			|| E'\t\t\t\tand not exists (\n\t\t\t\t\tselect from contact_value_name n\n'
			|| E'\t\t\t\t\twhere n.tenant_id = p_tenant and n.directory_id = s.directory_id and n.kind = s.kind and n.value = s.value\n'
			|| E'\t\t\t\t);');
	perform pg_temp.reword('tenant_erase', E'\tdelete from key_duplicate k where k.tenant_id = p_tenant;\n',
		E'\tdelete from key_duplicate k where k.tenant_id = p_tenant;\n\tdelete from shared_value s where s.tenant_id = p_tenant;\n');
end
$$;
