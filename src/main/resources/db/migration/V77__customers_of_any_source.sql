-- Customers of which a policy wants to be found by more than their key: what is known of them has an index, and what other
-- sources call them stays a key. Only tenants that have such a policy have rows here: no other statement writes them.

-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy drop constraint match_policy_scope_known;
-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy add constraint match_policy_scope_known
	check (scope in ('tenant', 'book', 'customers') or scope ~ '^(account|connection):');

comment on column match_policy.scope is
	'tenant, book, account:<id> or connection:<id>, of which the nearest counts; customers, which follow none of these';
comment on column match_policy.complete is
	'whether all contacts of the tenant stand in contact_probe, or its customers in customer_probe, so that the policy counts';

-- The index of evidence of customers, as contact_probe is that of contacts. What refers to the customers does so in V78.
create table customer_probe (
	tenant_id text not null,
	key bigint not null,
	customer_id bigint not null,
	letters bigint not null,
	home bigint not null,
	constraint customer_probe_pk primary key (tenant_id, key, customer_id, letters) include (home)
);

-- for the rows of one customer, by the id alone as in contact_probe
create index customer_probe_customer_ix on customer_probe (customer_id);

-- Customers whose rows there are not those of now: an undo has written them.
create table customer_unprobed (
	tenant_id text not null,
	customer_id bigint not null,
	constraint customer_unprobed_pk primary key (tenant_id, customer_id)
);

-- What other sources call a customer.
create table customer_alias (
	tenant_id text not null,
	source text not null,
	source_id text not null,
	customer_id bigint not null,
	version bigint not null,
	at timestamptz not null,
	denied boolean not null default false,
	constraint customer_alias_pk primary key (tenant_id, source, source_id, customer_id)
);

create index customer_alias_customer_ix on customer_alias (customer_id);

comment on column customer_alias.version is 'the one of its customer that has made it an alias';
comment on column customer_alias.denied is 'that was undone: the source does not mean this customer';

-- With offset 0, here and below, rows are looked for one by one: as a join it might read the whole tenant (see decision 75).
--
-- customer_trace, and for the keys that nobody has in any language those who have them as an alias.
create function customer_trace_recalled(p_tenant text, p_sources text[], p_source_ids text[])
	returns table (n bigint, id bigint, lang text, print bytea, on_disk boolean)
language plpgsql stable set enable_seqscan = off as $$
begin
	on_disk := current_setting('synchronous_standby_names') = ''
		and pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn();
	return query select t.n, t.id, t.lang, t.print, t.on_disk from customer_trace(p_tenant, p_sources, p_source_ids) t;
	for n, id, lang, print in
		select k.place, c.customer_id, c.language, c.fingerprint
		from unnest(p_sources, p_source_ids) with ordinality as k (source, source_id, place)
		cross join lateral (
			select f.customer_id from customer_alias f
			where f.tenant_id = p_tenant and f.source = k.source and f.source_id = k.source_id and not f.denied offset 0
		) a
		cross join lateral (
			select * from customer f where f.tenant_id = p_tenant and f.customer_id = a.customer_id offset 0
		) c
		where not exists (
			select from customer o
			where o.tenant_id = p_tenant and o.source = k.source and o.source_id = k.source_id
			offset 0
		)
	loop
		return next;
	end loop;
end
$$;

-- The look of an upsert: customer_find, and those who have one of the keys as an alias.
create function customer_recalled(p_tenant text, p_ids bigint[], p_sources text[], p_source_ids text[]) returns setof customer
language plpgsql stable set enable_seqscan = off as $$
begin
	return query select f.* from customer_find(p_tenant, p_ids, p_sources, p_source_ids) f;
	return query
		select c.* from unnest(p_sources, p_source_ids) as k (source, source_id)
		cross join lateral (
			select f.customer_id from customer_alias f
			where f.tenant_id = p_tenant and f.source = k.source and f.source_id = k.source_id and not f.denied offset 0
		) a
		cross join lateral (
			select * from customer f where f.tenant_id = p_tenant and f.customer_id = a.customer_id offset 0
		) c;
end
$$;

-- A list of numbers.
create function json_numbers(p_list jsonb) returns bigint[]
language plpgsql immutable as $$
begin
	return array(select v::bigint from jsonb_array_elements_text(p_list) with ordinality as e (v, place) order by place);
end
$$;

-- Customers of other sources, in that language, that have something in common with who is looked for, those with most first, as
-- contact_probed has it; at most p_most, and one of those who were left out by that bound or the other. p_sought is what the
-- class Meeting makes of who is looked for. Who is a customer of the source too is another one, and who was said not to be
-- meant by its key.
create function customer_alike(p_tenant text, p_sought jsonb, p_scan integer, p_most integer)
	returns table (id bigint, version bigint, crowd boolean)
language plpgsql volatile set enable_seqscan = off as $$
declare
	met bigint[];
	crowded bigint;
	families bigint[] := json_numbers(p_sought -> 'families');
	keys bigint[] := json_numbers(p_sought -> 'keys');
	letters bigint[] := json_numbers(p_sought -> 'letters');
	aparts bigint[] := json_numbers(p_sought -> 'aparts');
	surname_aparts bigint[] := json_numbers(p_sought -> 'surnameAparts');
	sought_home bigint := (p_sought ->> 'home')::bigint;
	sought_language text := p_sought ->> 'language';
	sought_source text := p_sought ->> 'source';
	sought_source_id text := p_sought ->> 'sourceId';
begin
	with looked as materialized (
		select w.key, w.family, p.nth, p.customer_id, p.letters, p.home, w.letters as wanted, w.apart, w.surname_apart,
			p.letters & 4294967295 as given, (p.letters >> 32) & 4294967295 as surname,
			w.letters & 4294967295 as wanted_given, (w.letters >> 32) & 4294967295 as wanted_surname
		from unnest(families, keys, letters, aparts, surname_aparts) as w (family, key, letters, apart, surname_apart)
		cross join lateral (
			select n.customer_id, n.letters, n.home, row_number() over () as nth from customer_probe n
			where n.tenant_id = p_tenant and n.key = w.key
			limit p_scan
		) p
	), near as (
		select l.customer_id, count(*) as times from looked l
		where l.family = 3
			or (l.family = 0 and bit_count((l.letters # l.wanted)::bit(64)) <= l.apart)
			or (l.family in (1, 2) and (
				bit_count((l.given # l.wanted_given)::bit(64)) <= l.apart
				or bit_count((l.surname # l.wanted_surname)::bit(64)) <= l.surname_apart
				or bit_count((l.surname # l.wanted_given)::bit(64)) <= l.apart
				or bit_count((l.given # l.wanted_surname)::bit(64)) <= l.surname_apart))
			or (l.family = 1 and (
				((l.home # sought_home) & 4294967295 = 0 and sought_home & 4294967295 <> 0)
				or (bit_count((((l.home # sought_home) >> 32) & 4294967295)::bit(64)) <= 2
					and l.home >> 32 <> 0 and sought_home >> 32 <> 0)))
		group by l.customer_id
	)
	select array(select a.customer_id from near a order by a.times desc, a.customer_id),
			(select l.customer_id from looked l where l.nth = p_scan order by l.key limit 1)
		into met, crowded;
	return query
		select o.customer_id, o.version, o.nth > p_most
		from (
			select c.customer_id, c.version, row_number() over (order by m.place) as nth
			from unnest(met) with ordinality as m (customer_id, place)
			cross join lateral (
				select * from customer f where f.tenant_id = p_tenant and f.customer_id = m.customer_id offset 0
			) c
			where c.language = sought_language and c.source <> sought_source and not exists (
				select from (
					select f.source, f.source_id, f.denied from customer_alias f
					where f.tenant_id = p_tenant and f.customer_id = m.customer_id offset 0
				) a
				where a.source = sought_source and (not a.denied or a.source_id = sought_source_id)
			)
		) o
		where o.nth <= p_most + 1
		order by o.nth;
	if crowded is not null then
		return query select c.customer_id, c.version, true from customer c
			where c.tenant_id = p_tenant and c.customer_id = crowded and c.customer_id <> all (met);
	end if;
end
$$;

-- The same for several who are looked for, whole, with the place of who is looked for, from 1. At place 0, and alone, are
-- customers that have to get their rows in the index first.
create function customers_alike(p_tenant text, p_sought text[], p_scan integer, p_most integer)
	returns table (n bigint, crowd boolean, stored customer)
language plpgsql volatile set enable_seqscan = off as $$
declare
	ids bigint[];
	crowds boolean[];
begin
	return query
		select 0::bigint, false, row(c.*)::customer
		from customer_unprobed u join customer c on c.tenant_id = u.tenant_id and c.customer_id = u.customer_id
		where u.tenant_id = p_tenant
		limit p_most;
	if found then
		return;
	end if;
	for i in 1..cardinality(p_sought) loop
		select array_agg(a.id), array_agg(a.crowd) into ids, crowds
		from customer_alike(p_tenant, p_sought[i]::jsonb, p_scan, p_most) a;
		return query
			select i::bigint, m.crowd, row(c.*)::customer
			from unnest(ids, crowds) as m (id, crowd)
			cross join lateral (
				select * from customer f where f.tenant_id = p_tenant and f.customer_id = m.id offset 0
			) c;
	end loop;
end
$$;

-- Gives customers their rows in the index in place of those they had; but for those that have another version by now, if one is
-- told. Of each row, p_of has the place of its customer.
create function customer_probes_put(p_tenant text, p_customers bigint[], p_versions bigint[], p_of bigint[], p_keys bigint[],
	p_letters bigint[], p_homes bigint[]) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	one bigint;
	held boolean;
begin
	-- one by one, as a plan for few rows would read all of the tenant for a list of them
	for i in 1..cardinality(p_customers) loop
		one := p_customers[i];
		select true into held from customer c
			where c.tenant_id = p_tenant and c.customer_id = one and c.version = coalesce(p_versions[i], c.version)
			for no key update;
		continue when held is null;
		delete from customer_probe p
		where p.tenant_id = p_tenant and p.customer_id = one and not exists (
			select from unnest(p_of, p_keys, p_letters, p_homes) as r (place, key, letters, home)
			where r.place = i and p.key = r.key and p.letters = r.letters and p.home = r.home
		);
		insert into customer_probe (tenant_id, key, customer_id, letters, home)
		select p_tenant, r.key, one, r.letters, r.home
		from unnest(p_of, p_keys, p_letters, p_homes) as r (place, key, letters, home) where r.place = i
		on conflict do nothing;
		delete from customer_unprobed u where u.tenant_id = p_tenant and u.customer_id = one;
	end loop;
	return true;
end
$$;

-- Whether nobody has come who was not seen as he is: under the locks of all by which he could be found. p_guard is what the
-- class Meeting makes of what is written.
create function customer_unmet(p_tenant text, p_guard jsonb) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	seen bigint[] := json_numbers(p_guard -> 'seen');
	versions bigint[] := json_numbers(p_guard -> 'versions');
begin
	perform take_locks(p_tenant, json_numbers(p_guard -> 'locks'), json_texts(p_guard -> 'exclusive')::boolean[]);
	if exists (
		select from customer_recalled(p_tenant, '{}', array[p_guard ->> 'source'], array[p_guard ->> 'sourceId']) r
		where r.customer_id <> all (seen)
	) then
		return false;
	end if;
	return p_guard -> 'wanted' is null or not exists (
		select from customer_alike(p_tenant, p_guard -> 'wanted', (p_guard ->> 'scan')::integer, (p_guard ->> 'most')::integer) a
		where not exists (
			select from unnest(seen, versions) as s (id, version) where s.id = a.id and s.version = a.version
		)
	);
end
$$;

-- What is written along with a customer: its rows in the index, of which there is a list each of keys, letters and homes, and
-- an alias.
create function customer_evidence_put(p_tenant text, p_customer bigint, p_evidence jsonb) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	kept boolean;
	keys bigint[] := json_numbers(p_evidence #> '{stored,keys}');
	alias_source text := p_evidence #>> '{alias,source}';
	alias_source_id text := p_evidence #>> '{alias,sourceId}';
begin
	if p_evidence ? 'stored' then
		kept := customer_probes_put(p_tenant, array[p_customer], null, array_fill(1::bigint, array[cardinality(keys)]), keys,
			json_numbers(p_evidence #> '{stored,letters}'), json_numbers(p_evidence #> '{stored,homes}'));
	end if;
	if alias_source is not null then
		insert into customer_alias (tenant_id, source, source_id, customer_id, version, at)
		select p_tenant, alias_source, alias_source_id, c.customer_id, c.version, c.updated_at
		from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer
		on conflict (tenant_id, source, source_id, customer_id)
			do update set version = excluded.version, at = excluded.at, denied = false;
	end if;
	return true;
end
$$;

-- What other sources call a customer, as a field of the entry of its end, if they call it something.
create function customer_other_keys(p_tenant text, p_customer bigint) returns jsonb
language plpgsql volatile set enable_seqscan = off as $$
declare
	keys jsonb := (
		select jsonb_agg(jsonb_build_object('source', a.source, 'sourceId', a.source_id) order by a.source, a.source_id)
		from customer_alias a where a.tenant_id = p_tenant and a.customer_id = p_customer and not a.denied
	);
begin
	return case when keys is null then '{}' else jsonb_build_object('otherKeys', keys) end;
end
$$;

-- What an undo does: an alias that the write has made is denied, those that went with a customer come back, and it gets its rows
-- in the index before anybody looks.
create function customer_evidence_undo(p_tenant text, p_entry history, p_back customer) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
begin
	update customer_alias a set denied = true
	where a.tenant_id = p_tenant and a.customer_id = p_back.customer_id and a.version = p_entry.version;
	insert into customer_alias (tenant_id, source, source_id, customer_id, version, at)
	select p_tenant, k ->> 'source', k ->> 'sourceId', p_back.customer_id, p_back.version, p_back.updated_at
	from jsonb_array_elements(coalesce(p_entry.before -> 'otherKeys', '[]')) as k
	on conflict do nothing;
	if exists (
		select from match_policy m
		where m.tenant_id = p_tenant and m.scope = 'customers' and m.policy in ('guarded', 'corroborated')
	) then
		insert into customer_unprobed (tenant_id, customer_id) values (p_tenant, p_back.customer_id) on conflict do nothing;
	end if;
	return true;
end
$$;

-- As in V60, with what other sources call a customer.
create or replace function telling_ids(p_record uuid, p_fields jsonb) returns text[]
language plpgsql immutable as $$
begin
	return array_remove(array[p_record::text, '"recordId":"' || p_record || '"',
		'"recordId":' || (p_fields -> 'externalId')::text, '"key":' || (p_fields -> 'sourceId')::text]
		|| array(
			select '"recordId":' || to_json(substr(k, 13))::text
			from unnest(json_texts(p_fields -> 'aliases')) as k where k like 'external id:%'
		)
		|| array(
			select '"key":' || (k -> 'sourceId')::text
			from jsonb_array_elements(coalesce(p_fields -> 'otherKeys', '[]')) as k
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

-- allowed: replaces functions by such as answer the older instance as before, until there are aliases of customers
do $$
begin
	perform pg_temp.reword('customer_put', 'case when p_customer is null then ''by=none'' else ''by=key'' end',
		'coalesce(p_origin[5], case when p_customer is null then ''by=none'' else ''by=key'' end)');
	perform pg_temp.reword('customer_delete', E'\tnoted boolean;\n', E'\tnoted boolean;\n\tothers jsonb;\n');
	perform pg_temp.reword('customer_delete',
		E'\tdelete from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer returning',
		E'\tothers := customer_other_keys(p_tenant, p_customer);\n'
			|| E'\tdelete from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer returning');
	perform pg_temp.reword('customer_delete', 'origin_fields(gone.created_at, gone.source_times)',
		'origin_fields(gone.created_at, gone.source_times) || others');
	perform pg_temp.reword('customer_undo', E'\t\tdelete from customer c where',
		E'\t\tfields := customer_other_keys(p_tenant, customer_number);\n\t\tdelete from customer c where');
	perform pg_temp.reword('customer_undo', 'origin_fields(here.created_at, here.source_times)',
		'origin_fields(here.created_at, here.source_times) || fields');
	perform pg_temp.reword('customer_undo', E'\tif here.customer_id is null then\n\t\treturn undo_put',
		E'\tperform customer_evidence_undo(p_tenant, p_entry, back);\n'
			|| E'\tif here.customer_id is null then\n\t\treturn undo_put');
	-- what another source has as well is not gone because its own has it no more
	perform pg_temp.reword('full_sync_scan', E'n.record_id = customer_record(w.customer_id)\n\t\t\t\t\t\toffset 0\n\t\t\t\t)',
		E'n.record_id = customer_record(w.customer_id)\n\t\t\t\t\t\toffset 0\n\t\t\t\t) and not exists (\n'
			|| E'\t\t\t\t\tselect from customer_alias a\n\t\t\t\t\twhere a.tenant_id = p_tenant and a.customer_id = w.customer_id'
			|| E' and not a.denied\n\t\t\t\t\t\toffset 0\n\t\t\t\t)');
	perform pg_temp.reword('record_erase', E'\t\tdelete from customer c\n',
		E'\t\tfields := customer_other_keys(p_tenant, customer_number);\n\t\tdelete from customer c\n');
	perform pg_temp.reword('record_erase', 'fields := customer_fields(buyer);', 'fields := customer_fields(buyer) || fields;');
	perform pg_temp.reword('record_view',
		'jsonb_build_object(''kind'', ''identity'', ''value'', k.source || '' '' || k.source_id || '' '' || k.language)),',
		'jsonb_build_object(''kind'', ''identity'', ''value'', k.source || '' '' || k.source_id || '' '' || k.language))'
			|| E'\n\t\t\t|| coalesce((\n\t\t\t\tselect jsonb_agg(jsonb_build_object(''kind'', ''source'', ''value'','
			|| E' (e.entry ->> ''source'') || '' '' || (e.entry ->> ''sourceId''), ''alias'', true))\n'
			|| E'\t\t\t\tfrom jsonb_array_elements(customer_other_keys(p_tenant, k.customer_id) -> ''otherKeys'') as e (entry)\n'
			|| E'\t\t\t), ''[]''),');
end
$$;

-- customer_write as it is, and with each record what is guarded and written besides (customer_unmet, customer_evidence_put) or
-- null, and its receipt. The form without stays for tenants who have no policy, and for services of the version before.
-- allowed: adds a procedure
do $$
declare
	procedure text;
	change text[];
	changed text;
begin
	select pg_get_functiondef(p.oid) into strict procedure from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'customer_write'
		order by p.pronargs desc limit 1;
	foreach change slice 1 in array array[
		['IN p_wait_ms integer', 'IN p_evidence text[], IN p_wait_ms integer'],
		['unnest(p_told_sources, ', 'unnest(p_evidence, p_told_sources, '],
		['as t (told_source, ', 'as t (evidence, told_source, '],
		['origin[4] := r.item::text;', 'origin[4] := r.item::text;' || chr(10)
			|| '		origin[5] := r.evidence::jsonb ->> ''receipt'';'],
		['id := customer_put(', 'if coalesce(r.evidence::jsonb -> ''guard'', ''null'') = ''null'' or customer_unmet(p_tenant, r.evidence::jsonb -> ''guard'') then'
			|| chr(10) || '				id := customer_put('],
		['origin, r.before, r.after);', 'origin, r.before, r.after);' || chr(10)
			|| '			end if;' || chr(10)
			|| '			if id is not null and r.evidence is not null then' || chr(10)
			|| '				perform customer_evidence_put(p_tenant, id, r.evidence::jsonb);' || chr(10)
			|| '			end if;']
	] loop
		changed := replace(procedure, change[1], change[2]);
		if changed = procedure then
			raise exception 'customer_write has no %', change[1];
		end if;
		procedure := changed;
	end loop;
	execute procedure;
end
$$;
