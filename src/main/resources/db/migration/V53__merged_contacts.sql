-- Two contacts of a directory that are one person become one record. Each stays the row that it is, with its keys in the
-- indexes in which they are looked for, and is written as it would be alone; one of them, the survivor, is shown, with what
-- the parts say together. So a look finds a part, and what was merged can be taken apart at any time.

alter table contact add column merged_into uuid, add column shown jsonb;

comment on column contact.merged_into is 'the contact as a part of which it is shown; null of one that is shown itself';
comment on column contact.shown is 'of a contact that has parts: its fields together with theirs, as contact_fields names them';

create table contact_merge (
	tenant_id text not null,
	merge_id uuid not null,
	directory_id uuid not null,
	survivor_id uuid not null,
	merged_id uuid not null,
	merged_at timestamptz not null,
	client text not null,
	undone_at timestamptz,
	constraint contact_merge_pk primary key (tenant_id, merge_id),
	constraint contact_merge_survivor_fk foreign key (tenant_id, directory_id, survivor_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade,
	constraint contact_merge_merged_fk foreign key (tenant_id, directory_id, merged_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade
);

-- a contact becomes part of one other at a time; find what has become part of a contact, and what it has become part of
create unique index contact_merge_once_uq on contact_merge (tenant_id, directory_id, merged_id) where undone_at is null;
create index contact_merge_survivor_ix on contact_merge (tenant_id, directory_id, survivor_id);
create index contact_merge_merged_ix on contact_merge (tenant_id, directory_id, merged_id);

comment on column contact_merge.undone_at is 'null as long as the two are one';

-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy add column survivorship text not null default 'newest',
	add constraint match_policy_survivorship_known check (survivorship in ('newest', 'survivor'));

comment on column match_policy.survivorship is 'whose value a contact shows that has parts: the newest, or its own';

comment on column history.outcome is 'created, updated, deleted, reversed, merged, unmerged or erased';

-- A contact with all that has become part of it, itself first.
create function contact_parts(p_tenant text, p_directory uuid, p_contact uuid) returns uuid[]
language plpgsql stable as $$
declare
	parts uuid[] := array[p_contact];
	more uuid[] := parts;
begin
	loop
		more := array(
			select m.merged_id from contact_merge m
			where m.tenant_id = p_tenant and m.directory_id = p_directory and m.survivor_id = any (more)
				and m.undone_at is null
			order by m.merged_id
		);
		exit when more = '{}';
		parts := parts || more;
	end loop;
	return parts;
end
$$;

-- The directory of a contact, and the contact that is shown for it; no row for an unknown one.
create function contact_survivor(p_tenant text, p_contact uuid) returns table (directory_id uuid, survivor_id uuid)
language plpgsql stable as $$
begin
	return query
		select c.directory_id, coalesce(c.merged_into, c.contact_id) from contact c
		where c.contact_id = p_contact and c.tenant_id = p_tenant;
end
$$;

-- Holds contacts until the end of the transaction: parts before those as which they are shown, as who writes one does.
create function contacts_hold(p_tenant text, p_directory uuid, p_contacts uuid[]) returns void
language plpgsql volatile as $$
begin
	perform from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (p_contacts)
		order by c.merged_into is null, c.contact_id for no key update;
end
$$;

-- Whose value a contact shows that has parts: newest or survivor.
create function survivorship(p_tenant text, p_directory uuid) returns text
language plpgsql stable as $$
begin
	return coalesce((
		select p.survivorship from match_policy p
		where p.tenant_id = p_tenant and p.scope in ('tenant', (
			select case d.kind when 'account' then 'account:' || d.directory_id when 'company_book' then 'book'
				else 'connection:' || (
					select n.connection_id from connection n where n.tenant_id = p_tenant and n.directory_id = d.directory_id
				) end
			from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory
		))
		order by p.scope = 'tenant' limit 1
	), 'newest');
end
$$;

-- What the parts of a contact say together: of each field the value that was written last, or the contact's own if it has
-- one and the tenant wants that; and from which part and entry it is. A field that a part does not have says nothing. The
-- status of an address is that of the one that is shown.
create function contact_together(p_tenant text, p_directory uuid, p_contact uuid, p_parts uuid[])
	returns table (field text, value jsonb, record_id uuid, version bigint, at timestamptz, source text)
language plpgsql stable as $$
declare
	own boolean := survivorship(p_tenant, p_directory) = 'survivor';
begin
	return query
		select distinct on (f.name) f.name, f.value, c.contact_id, w.version, w.at, w.source
		from contact c
		cross join lateral (
			select e.key as name, e.value, case when e.key = 'emailStatus' then 'email' else e.key end as written
			from jsonb_each(contact_fields(c)) e where e.key not in ('emailKey', 'number')
		) f
		left join lateral (
			select h.version, h.at, coalesce(h.source, h.client) as source from history h
			where h.tenant_id = p_tenant and h.record_id = c.contact_id and h.after ? f.written
			order by h.version desc limit 1
		) w on true
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (p_parts)
		order by f.name, own and c.contact_id = p_contact desc, coalesce(w.at, c.created_at) desc, c.contact_id;
end
$$;

-- Shows a contact with what its parts say together, once they have been written; as it is, if there are none. The contact
-- gets another version with p_counts, where the write has not given it one.
create function contact_show(p_tenant text, p_directory uuid, p_contact uuid, p_now timestamptz, p_counts boolean)
	returns void
language plpgsql volatile as $$
declare
	parts uuid[];
	fields jsonb;
begin
	perform contacts_hold(p_tenant, p_directory, array[p_contact]);
	parts := contact_parts(p_tenant, p_directory, p_contact);
	if cardinality(parts) > 1 then
		select jsonb_object_agg(t.field, t.value) into fields
		from contact_together(p_tenant, p_directory, p_contact, parts) t;
		-- one address has its own status
		if not exists (
			select from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (parts)
				and c.email = fields ->> 'email' and c.email_status = fields ->> 'emailStatus'
		) then
			fields := fields - 'emailStatus';
		end if;
	end if;
	update contact c set shown = fields, version = c.version + case when p_counts then 1 else 0 end,
		updated_at = greatest(p_now, c.updated_at), change = null
	where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
end
$$;

-- What follows from the write of a contact that has parts, or is one.
create function contact_wrote(p_tenant text, p_written contact) returns void
language plpgsql volatile as $$
begin
	perform contact_show(p_tenant, p_written.directory_id, coalesce(p_written.merged_into, p_written.contact_id),
		p_written.updated_at, p_written.merged_into is not null);
end
$$;

-- Counts a change of a contact that is no write of its fields, and stores the entry.
create function contact_joined(p_tenant text, p_directory uuid, p_contact uuid, p_merged_into uuid, p_outcome text,
	p_now timestamptz, p_origin text[], p_before jsonb, p_after jsonb, p_undoes bigint) returns void
language plpgsql volatile as $$
declare
	changed contact;
begin
	update contact c set merged_into = p_merged_into, shown = case when p_merged_into is null then c.shown end,
		version = c.version + 1, updated_at = greatest(p_now, c.updated_at), change = null
	where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact
	returning c.* into changed;
	perform history_put(p_tenant, p_contact, changed.version, 'contact', p_directory::text, p_outcome, changed.updated_at,
		p_origin, null, p_before, p_after, p_undoes);
end
$$;

-- One at a time changes what in a directory is part of what.
create function merges_lock(p_tenant text, p_directory uuid) returns void
language plpgsql volatile as $$
begin
	perform take_locks(p_tenant, array[hashtextextended('merge ' || p_directory, 0)], array[true]);
end
$$;

-- Makes a contact part of another one, each with all that is part of it already. "state" is merged; there, if it was that
-- already, with the merge that made it so; same, of one and the same contact; apart, of two that are not in one directory;
-- or unknown. "closed" are the questions (see V54) that it answers.
create function contact_merge(p_tenant text, p_merge uuid, p_survivor uuid, p_merged uuid, p_now timestamptz,
	p_origin text[]) returns table (state text, pair contact_merge, closed uuid[])
language plpgsql volatile as $$
declare
	book uuid;
	other_book uuid;
	survivor uuid;
	gone uuid;
	parts uuid[];
begin
	select s.directory_id into book from contact_survivor(p_tenant, p_survivor) s;
	select s.directory_id into other_book from contact_survivor(p_tenant, p_merged) s;
	state := case when book is null or other_book is null then 'unknown' when p_survivor = p_merged then 'same'
		when book <> other_book then 'apart' end;
	if state is not null then
		return next;
		return;
	end if;
	perform merges_lock(p_tenant, book);
	select s.survivor_id into survivor from contact_survivor(p_tenant, p_survivor) s;
	select s.survivor_id into gone from contact_survivor(p_tenant, p_merged) s;
	if survivor = gone then
		state := 'there';
		select m.* into pair from contact_merge m
			where m.tenant_id = p_tenant and m.directory_id = book and m.merged_id in (p_merged, p_survivor)
				and m.undone_at is null
			order by m.merged_id = p_merged desc limit 1;
		return next;
		return;
	end if;
	parts := contact_parts(p_tenant, book, gone);
	perform contacts_hold(p_tenant, book, contact_parts(p_tenant, book, survivor) || parts);
	state := 'unknown';
	if (select count(*) from contact c
			where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id in (survivor, gone)) < 2 then
		return next;
		return;
	end if;
	insert into contact_merge (tenant_id, merge_id, directory_id, survivor_id, merged_id, merged_at, client)
	values (p_tenant, p_merge, book, survivor, gone, p_now, p_origin[1])
	returning * into pair;
	update contact c set merged_into = survivor
	where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = any (parts) and c.contact_id <> gone;
	perform contact_joined(p_tenant, book, gone, survivor, 'merged', p_now, p_origin,
		jsonb_build_object('mergedInto', null), jsonb_build_object('mergedInto', survivor, 'mergeId', p_merge), null);
	perform contact_joined(p_tenant, book, survivor, null, 'merged', p_now, p_origin,
		jsonb_build_object('merged', null), jsonb_build_object('merged', gone, 'mergeId', p_merge), null);
	perform contact_show(p_tenant, book, survivor, p_now, false);
	closed := reviews_settle(p_tenant, book, survivor, p_now, p_origin);
	state := 'merged';
	return next;
end
$$;

-- That two persons are not one: what the names of the ones say does not mean the others, and the other way round where they
-- are not called the same. A name that both have means the second ones from then on.
create function contacts_differ(p_tenant text, p_directory uuid, p_ones uuid[], p_others uuid[]) returns void
language plpgsql volatile as $$
begin
	insert into contact_different (tenant_id, directory_id, contact_id, name_key)
	select p_tenant, p_directory, one.contact_id, other.name_key
	from contact one, contact other
	where one.tenant_id = p_tenant and one.directory_id = p_directory and one.contact_id = any (p_ones)
		and other.tenant_id = p_tenant and other.directory_id = p_directory and other.contact_id = any (p_others)
		and other.name_key is not null
	union
	select p_tenant, p_directory, other.contact_id, one.name_key
	from contact one, contact other
	where one.tenant_id = p_tenant and one.directory_id = p_directory and one.contact_id = any (p_ones)
		and other.tenant_id = p_tenant and other.directory_id = p_directory and other.contact_id = any (p_others)
		and one.name_key is not null and one.name_key is distinct from other.name_key
	on conflict do nothing;
end
$$;

-- Takes two apart again, each with what was part of it, as they have been written since; they are known to differ from then
-- on. "state" is unmerged, also if they were that already; or unknown.
create function contact_unmerge(p_tenant text, p_merge uuid, p_now timestamptz, p_origin text[])
	returns table (state text, pair contact_merge, closed uuid[])
language plpgsql volatile as $$
declare
	book uuid;
	survivor uuid;
	whole uuid[];
	branch uuid[];
begin
	state := 'unknown';
	select m.directory_id into book from contact_merge m where m.tenant_id = p_tenant and m.merge_id = p_merge;
	if not found then
		return next;
		return;
	end if;
	perform merges_lock(p_tenant, book);
	select m.* into pair from contact_merge m where m.tenant_id = p_tenant and m.merge_id = p_merge;
	if not found then
		return next;
		return;
	end if;
	state := 'unmerged';
	if pair.undone_at is not null then
		return next;
		return;
	end if;
	select s.survivor_id into survivor from contact_survivor(p_tenant, pair.survivor_id) s;
	whole := contact_parts(p_tenant, book, survivor);
	branch := contact_parts(p_tenant, book, pair.merged_id);
	perform contacts_hold(p_tenant, book, whole);
	update contact_merge m set undone_at = p_now where m.tenant_id = p_tenant and m.merge_id = p_merge returning m.* into pair;
	if not found then
		-- deleted meanwhile, with one of the two
		state := 'unknown';
		return next;
		return;
	end if;
	update contact c set merged_into = pair.merged_id
	where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = any (branch)
		and c.contact_id <> pair.merged_id;
	perform contact_joined(p_tenant, book, pair.merged_id, null, 'unmerged', p_now, p_origin,
		jsonb_build_object('mergedInto', pair.survivor_id), jsonb_build_object('mergedInto', null),
		merged_version(p_tenant, pair.merged_id, p_merge));
	perform contact_joined(p_tenant, book, pair.survivor_id, nullif(survivor, pair.survivor_id), 'unmerged', p_now, p_origin,
		jsonb_build_object('merged', pair.merged_id), jsonb_build_object('merged', null),
		merged_version(p_tenant, pair.survivor_id, p_merge));
	perform contact_show(p_tenant, book, pair.merged_id, p_now, false);
	perform contact_show(p_tenant, book, survivor, p_now, survivor <> pair.survivor_id);
	whole := array(select w from unnest(whole) w where w <> all (branch));
	perform contacts_differ(p_tenant, book, whole, branch);
	closed := reviews_differ(p_tenant, book, whole, branch, pair, p_now, p_origin);
	return next;
end
$$;

-- The version that a merge has given one of the two, if the history still has it.
create function merged_version(p_tenant text, p_record uuid, p_merge uuid) returns bigint
language plpgsql stable as $$
begin
	return (
		select h.version from history h
		where h.tenant_id = p_tenant and h.record_id = p_record and h.outcome = 'merged'
			and h.after ->> 'mergeId' = p_merge::text
		order by h.version desc limit 1
	);
end
$$;

-- Takes back the entry of a merge, whichever of the two it is about. That two were taken apart is not taken back.
create function merged_undo(p_tenant text, p_entry history, p_now timestamptz, p_origin text[]) returns jsonb
language plpgsql volatile as $$
declare
	latest history;
begin
	if p_entry.outcome = 'merged' then
		perform contact_unmerge(p_tenant, (p_entry.after ->> 'mergeId')::uuid, p_now, p_origin);
		select h.* into latest from history h
			where h.tenant_id = p_tenant and h.record_id = p_entry.record_id and h.undoes = p_entry.version
			order by h.version desc limit 1;
		if latest.request_id = p_origin[3] then
			return undo_reversed(latest.version);
		end if;
	end if;
	return jsonb_build_object('why', 'changed', 'fields', array(select jsonb_object_keys(p_entry.before)), 'entries',
		array_remove(array[latest.version], null));
end
$$;

-- As in V37, but for contacts that are merged.
create or replace function write_undo(p_tenant text, p_record uuid, p_version bigint, p_keys jsonb, p_now timestamptz, p_origin text[])
	returns jsonb
language plpgsql volatile as $$
declare
	entry history;
	before contact;
	part uuid;
	result jsonb := '{"why": "unknown"}';
begin
	if p_keys ? 'locks' then
		perform take_locks(p_tenant, json_texts(p_keys -> 'locks')::bigint[], json_texts(p_keys -> 'exclusive')::boolean[]);
	end if;
	select h.* into entry from history h
		where h.tenant_id = p_tenant and h.record_id = p_record and h.version = p_version and h.outcome <> 'erased';
	if entry.outcome in ('merged', 'unmerged') then
		result := merged_undo(p_tenant, entry, p_now, p_origin);
	elsif entry.kind = 'contact' then
		select c.* into before from contact c
			where c.tenant_id = p_tenant and c.directory_id = entry.scope_id::uuid and c.contact_id = p_record for update;
		select m.merged_id into part from contact_merge m
			where m.tenant_id = p_tenant and m.directory_id = before.directory_id and m.survivor_id = p_record
				and m.undone_at is null
			order by m.merged_id limit 1;
		if part is not null and entry.before is null then
			-- it created what another one is part of
			result := jsonb_build_object('why', 'needed', 'holder', part);
		else
			result := contact_undo(p_tenant, entry, p_keys, p_now, p_origin);
		end if;
		if result ? 'version' and (before.merged_into is not null or before.shown is not null) then
			perform contact_wrote(p_tenant, before);
		end if;
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

-- As in V33; a contact is deleted with all that is part of it, whichever of them is meant.
create or replace function contact_delete(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_now timestamptz,
	p_origin text[]) returns boolean
language plpgsql volatile as $$
declare
	parts uuid[];
begin
	if not exists (
		select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind
	) then
		return false;
	end if;
	parts := contact_parts(p_tenant, p_directory,
		coalesce((select s.survivor_id from contact_survivor(p_tenant, p_contact) s), p_contact));
	perform contacts_hold(p_tenant, p_directory, parts);
	return contacts_delete(p_tenant, p_directory, parts, p_now, p_origin) > 0;
end
$$;

-- As in V34, with the record that is shown, which for a part is the one that it is part of, and with its parts.
-- allowed: it is there again in the same transaction, with more columns
drop function record_view;
create function record_view(p_tenant text, p_record uuid) returns table (kind text, scope_id text, version bigint,
	created_at timestamptz, updated_at timestamptz, fields jsonb, keys jsonb, wire_ids text[], record_id uuid, merged uuid[])
language plpgsql stable as $$
declare
	c contact;
	a account;
	k customer;
	parts uuid[];
begin
	record_id := p_record;
	merged := '{}';
	select o.* into c from contact o where o.contact_id = p_record and o.tenant_id = p_tenant;
	if c.merged_into is not null then
		select o.* into c from contact o where o.contact_id = c.merged_into and o.tenant_id = p_tenant;
	end if;
	if c.contact_id is not null then
		parts := case when c.shown is null then array[c.contact_id]
			else contact_parts(p_tenant, c.directory_id, c.contact_id) end;
		return query values ('contact', c.directory_id::text, c.version, c.created_at, c.updated_at,
			coalesce(c.shown || jsonb_strip_nulls(jsonb_build_object('number', c.number)), contact_fields(c)), (
				select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'value', w.value) order by w.part, w.place), '[]')
				from (
					select array_position(parts, o.contact_id) as part, e.place, e.kind, e.value
					from contact o cross join lateral (values (1, 'email', o.email_key), (2, 'name', o.name_key),
						(3, 'external id', o.external_id), (4, 'number', o.number::text)) as e (place, kind, value)
					where o.tenant_id = p_tenant and o.directory_id = c.directory_id and o.contact_id = any (parts)
						and e.value is not null
				) w
			), array_remove(array[c.contact_id::text, c.number::text], null), c.contact_id, parts[2:]);
		return;
	end if;
	select o.* into a from account_find(p_tenant, null, '{}', '{}', array[p_record], '{}', '{}', '{}') o;
	if found then
		return query values ('account', a.connection_id, a.version, a.created_at, a.updated_at, account_fields(a), (
			select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'value', w.value)), '[]') from (
				select 'source' as kind, a.connection_id || ' ' || a.source_id as value where a.source_id is not null
				union all
				select case when starts_with(m, 'd:') then 'domain' else 'website' end, substr(m, 3)
				from unnest(a.match_keys) as m
			) w
		), array[a.account_id::text], record_id, merged);
		return;
	end if;
	if p_record::text like '00000000-0000-8000-8000-%' then
		select o.* into k
		from customer_find(p_tenant, array[('x' || lpad(right(p_record::text, 12), 16, '0'))::bit(64)::bigint], '{}', '{}') o;
	end if;
	if k.customer_id is not null then
		return query values ('customer', k.source, k.version, k.created_at, k.updated_at, customer_fields(k),
			jsonb_build_array(
				jsonb_build_object('kind', 'identity', 'value', k.source || ' ' || k.source_id || ' ' || k.language)),
			array[k.customer_id::text], record_id, merged);
	end if;
end
$$;

-- As in V34, with the record whose entry it is: of a contact that has parts, the one whose value is shown.
-- allowed: it is there again in the same transaction, with more columns
drop function record_origins;
create function record_origins(p_tenant text, p_record uuid, p_most integer)
	returns table (field text, at timestamptz, source text, version bigint, record_id uuid)
language plpgsql stable as $$
declare
	book uuid;
	parts uuid[];
begin
	select s.directory_id into book from contact_survivor(p_tenant, p_record) s;
	if found then
		parts := contact_parts(p_tenant, book, p_record);
		if cardinality(parts) > 1 then
			return query
				select t.field, t.at, t.source, t.version, t.record_id from contact_together(p_tenant, book, p_record, parts) t
				where t.version is not null;
			return;
		end if;
	end if;
	return query
		select distinct on (f.name) f.name, h.at,
			coalesce(h.source, case when h.kind = 'customer' then h.scope_id end, h.client), h.version, p_record
		from (
			select * from history o where o.tenant_id = p_tenant and o.record_id = p_record
			order by o.version desc limit p_most
		) h
		cross join lateral jsonb_object_keys(h.after) as f (name)
		order by f.name, h.version desc;
end
$$;

-- Functions that are as they were but for some lines; each in all forms that have them.
create function pg_temp.amend(p_function text, p_old text, p_new text, p_arguments integer default null)
	returns void language plpgsql as $$
declare
	f record;
	amended boolean := false;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = p_function and strpos(p.prosrc, p_old) > 0
			and p.pronargs = coalesce(p_arguments, p.pronargs)
	loop
		execute replace(f.definition, p_old, p_new);
		amended := true;
	end loop;
	if not amended then
		raise exception '% has no such lines', p_function;
	end if;
end
$$;

-- allowed: replaces functions by such as answer the older instance as before, until contacts are merged
do $$
declare
	joined constant text := E'written.merged_into is not null or written.shown is not null then\n';
begin
	-- what is shown follows from what is written
	perform pg_temp.amend('contact_change_by_email', E'\t\t\toutcome := ''updated'';',
		E'\t\t\tif ' || joined || E'\t\t\t\tperform contact_wrote(p_tenant, written);\n\t\t\tend if;\n\t\t\toutcome := ''updated'';');
	perform pg_temp.amend('contact_upsert', E'\t\t\toutcome := ''updated'';',
		E'\t\t\tif ' || joined || E'\t\t\t\tperform contact_wrote(p_tenant, written);\n\t\t\tend if;\n\t\t\toutcome := ''updated'';');
	perform pg_temp.amend('contact_write', E'\toutcome := case when p_version <= 0 then ''created'' else ''updated'' end;',
		E'\tif ' || replace(joined, 'written', 'stored') || E'\t\tperform contact_wrote(p_tenant, stored);\n\tend if;\n'
			|| E'\toutcome := case when p_version <= 0 then ''created'' else ''updated'' end;');
	-- one that has parts, or is one, takes more than there is in the answer, and goes by itself
	perform pg_temp.amend('contact_upserts', E'\t\texception\n\t\t\twhen others then',
		E'\t\t\tif stored.merged_into is not null or stored.shown is not null then\n'
			|| E'\t\t\t\traise exception using errcode = ''40001'', message = ''A part of a contact'';\n\t\t\tend if;\n'
			|| E'\t\texception\n\t\t\twhen others then');
	-- a part is in no list of all; who reads what has changed is told that it has gone
	perform pg_temp.amend('contact_changes', 'and c.change is null limit p_size + 1;',
		'and c.change is null and c.merged_into is null limit p_size + 1;');
	perform pg_temp.amend('contact_changes', E'(c.change, c.contact_id) > (p_change, p_after)\n',
		E'(c.change, c.contact_id) > (p_change, p_after)\n\t\t\tand (c.merged_into is null or not p_whole)\n', 6);
	perform pg_temp.amend('contact_changes', E'(c.change, c.contact_id) > (p_change, p_after)\n',
		E'(c.change, c.contact_id) > (p_change, p_after)\n\t\t\tand c.merged_into is null\n', 5);
	-- parts are erased before the contact that they are part of
	perform pg_temp.amend('record_erase', 'order by c.contact_id limit 1;', 'order by c.merged_into is null, c.contact_id limit 1;');
	perform pg_temp.amend('record_erase',
		E'\t\tdelete from contact c where c.tenant_id = p_tenant and c.contact_id = p_record returning c.* into gone;',
		E'\t\tselect p.parts[cardinality(p.parts)] into member\n'
			|| E'\t\tfrom contact c cross join lateral (select contact_parts(p_tenant, c.directory_id, p_record) as parts) p\n'
			|| E'\t\twhere c.contact_id = p_record and c.tenant_id = p_tenant and cardinality(p.parts) > 1;\n'
			|| E'\t\tif found then\n\t\t\tstate := member::text;\n\t\t\treturn next;\n\t\t\treturn;\n\t\tend if;\n'
			|| E'\t\tdelete from contact c where c.tenant_id = p_tenant and c.contact_id = p_record returning c.* into gone;');
end
$$;
