-- Reading history, and forgetting it.

-- The entries of a tenant that meet the filters, where they are not null: newest first, those before an entry (p_at, p_after,
-- p_version), or, where p_number is given, in the order of their numbers, those after it. First all that has no number yet
-- is numbered then, up to p_most entries, in order of time; one reader at a time, so that no number comes before one that was
-- read. A call reads p_most entries at most and answers p_size of them, of p_bytes and one more; "fits" tells those that it
-- answers. If there may be more, a last row that does not fit says where it goes on. In order of number that row is
-- always there, as more will come.
create function history_read(p_tenant text, p_record uuid, p_request text, p_client text, p_outcome text, p_rule text,
	p_wire text, p_since timestamptz, p_until timestamptz, p_at timestamptz, p_after uuid, p_version bigint, p_number bigint,
	p_size integer, p_most integer, p_bytes bigint) returns table (fits boolean, entry history)
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
	entries refcursor;
	found_entry history;
	last history;
	numbered bigint;
	places tid[];
	read integer := 0;
	answered integer := 0;
	bytes bigint := 0;
	before_at timestamptz := least(p_at, p_until, 'infinity');
	before_record uuid := coalesce(p_after, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
	before_version bigint := coalesce(p_version, 9223372036854775807);
begin
	if p_number is not null then
		perform from history h where h.tenant_id = p_tenant and h.number is null
			order by h.number, h.at, h.record_id, h.version limit 1;
		if found then
			insert into history_counter (tenant_id, numbered) values (p_tenant, 0) on conflict (tenant_id) do nothing;
			select c.numbered into numbered from history_counter c where c.tenant_id = p_tenant for no key update;
			places := array(
				select h.ctid from history h where h.tenant_id = p_tenant and h.number is null
				order by h.number, h.at, h.record_id, h.version limit p_most
			);
			-- what is moved or forgotten just now is left to the next reader
			for i in 1..cardinality(places) loop
				update history h set number = numbered + i
				where h.tenant_id = p_tenant and h.ctid = places[i] and h.number is null;
			end loop;
			update history_counter c set numbered = c.numbered + cardinality(places) where c.tenant_id = p_tenant;
		end if;
		open entries for
			select h.* from history h
			where h.tenant_id = p_tenant and h.number > p_number order by h.number;
		last.number := p_number;
	elsif p_record is not null then
		open entries for
			select h.* from history h
			where h.tenant_id = p_tenant and h.record_id = p_record and h.version < before_version order by h.version desc;
	elsif p_request is not null then
		open entries for
			select h.* from history h
			-- as a range, whose order no other index has
			where h.tenant_id = p_tenant and h.request_id >= p_request
				and (h.request_id, h.at, h.record_id, h.version) < (p_request, before_at, before_record, before_version)
			order by h.request_id desc, h.at desc, h.record_id desc, h.version desc;
	else
		open entries for
			select h.* from history h
			where h.tenant_id = p_tenant and h.at >= coalesce(p_since, '-infinity')
				and (h.at, h.record_id, h.version) < (before_at, before_record, before_version)
			order by h.at desc, h.record_id desc, h.version desc;
	end if;
	loop
		fetch entries into found_entry;
		exit when not found;
		if answered = p_size or read = p_most or bytes >= p_bytes then
			fits := false;
			entry := last;
			return next;
			return;
		end if;
		read := read + 1;
		last := found_entry;
		fits := (p_record is null or last.record_id = p_record) and (p_request is null or last.request_id = p_request)
			and (p_client is null or last.client = p_client) and (p_outcome is null or last.outcome = p_outcome)
			and (p_rule is null or last.receipt = 'by=' || p_rule or starts_with(last.receipt, 'by=' || p_rule || ','))
			and (p_wire is null or last.wire = p_wire) and (p_since is null or last.at >= p_since)
			and (p_until is null or last.at < p_until);
		if fits then
			answered := answered + 1;
			bytes := bytes + coalesce(octet_length(last.before::text), 0) + coalesce(octet_length(last.after::text), 0);
			entry := last;
			return next;
		end if;
	end loop;
	if p_number is not null then
		fits := false;
		entry := last;
		return next;
	end if;
end
$$;

-- Forgets entries older than that, at most so many, the oldest first; answers how many. By one instance of the service at a
-- time: another answers 0.
create function history_prune(p_tenant text, p_before timestamptz, p_size integer) returns integer
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
	places tid[];
begin
	if not pg_try_advisory_xact_lock(hashtextextended('history ' || p_tenant, 0)) then
		return 0;
	end if;
	-- what is lost is done again
	perform set_config('synchronous_commit', 'off', true);
	places := array(
		select h.ctid from history h where h.tenant_id = p_tenant and h.at < p_before
		order by h.at, h.record_id, h.version limit p_size
	);
	for i in 1..cardinality(places) loop
		delete from history h where h.tenant_id = p_tenant and h.ctid = places[i] and h.at < p_before;
	end loop;
	return cardinality(places);
end
$$;

-- A record of any kind, by its id among all: with all fields that it has, the keys by which it is found, each with its
-- kind, and the ids by which its wires show it. No row if there is none.
create function record_view(p_tenant text, p_record uuid) returns table (kind text, scope_id text, version bigint,
	created_at timestamptz, updated_at timestamptz, fields jsonb, keys jsonb, wire_ids text[])
language plpgsql stable as $$
declare
	c contact;
	a account;
	k customer;
begin
	select o.* into c from contact o where o.contact_id = p_record and o.tenant_id = p_tenant;
	if found then
		return query values ('contact', c.directory_id::text, c.version, c.created_at, c.updated_at, contact_fields(c),
			jsonb_path_query_array(jsonb_build_array(
				jsonb_build_object('kind', 'email', 'value', c.email_key),
				jsonb_build_object('kind', 'name', 'value', c.name_key),
				jsonb_build_object('kind', 'external id', 'value', c.external_id),
				jsonb_build_object('kind', 'number', 'value', c.number::text)), '$[*] ? (@.value != null)'),
			array_remove(array[c.contact_id::text, c.number::text], null));
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
		), array[a.account_id::text]);
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
			array[k.customer_id::text]);
	end if;
end
$$;

-- Of each field that the last p_most entries of a record tell of, the entry that gave it its value.
create function record_origins(p_tenant text, p_record uuid, p_most integer)
	returns table (field text, at timestamptz, source text, version bigint)
language plpgsql stable as $$
begin
	return query
		select distinct on (f.name) f.name, h.at,
			coalesce(h.source, case when h.kind = 'customer' then h.scope_id end, h.client), h.version
		from (
			select * from history o where o.tenant_id = p_tenant and o.record_id = p_record
			order by o.version desc limit p_most
		) h
		cross join lateral jsonb_object_keys(h.after) as f (name)
		order by f.name, h.version desc;
end
$$;
