-- What a cluster refuses, in functions, and only there is another way than before to the same.

-- A query among the values of an insert: the version of an account that had been there before is read first.
-- allowed: replaces a function by one that does the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'account_write'
			and p.prosrc ~ 'p_match_keys, 1 \+ coalesce\(\(\s+select h.version'
	loop
		execute regexp_replace(f.definition,
			'(insert into account \(.*?p_match_keys, )1 \+ (coalesce\(\(.*?limit 1\s+\), 0\))(, p_now, p_now, p_key_version\))',
			E'before.version := 1 + \\2;\n\t\t\\1before.version\\3');
	end loop;
end
$$;

-- A join that does not say that both tables are read for one tenant by joining them on it; of nulls alone, where there is no
-- address, nothing is left of it. No address is empty.
-- allowed: replaces a function by one that does the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'contact_upsert'
			and p.prosrc ~ 'on c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key'
	loop
		execute replace(f.definition, 'on c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key',
			'on c.tenant_id = d.tenant_id and c.directory_id = d.directory_id and c.email_key = coalesce(p_email_key, '''')');
	end loop;
end
$$;

-- The numbers of customers: those that a node of a cluster gives begin at 2^48 for each node. The id of a record has room for
-- sixty bits of it, as it has in the service; of smaller numbers it is what it was.
create or replace function customer_record(p_customer bigint) returns uuid
language plpgsql immutable as $$
begin
	return ('00000000-0000-8000-8' || overlay(lpad(to_hex(p_customer), 15, '0') placing '-' from 4 for 0))::uuid;
end
$$;

-- allowed: replaces functions by those that do the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prosrc ~ '\(''x'' \|\| (lpad\()?right\(p_[a-z_.]+::text, 12\)'
	loop
		execute replace(regexp_replace(regexp_replace(f.definition,
			'\(''x'' \|\| right\((p_[a-z_.]+)::text, 12\)\)::bit\(48\)', '(''x'' || substr(replace(\1::text, ''-'', ''''), 18))::bit(60)', 'g'),
			'lpad\(right\((p_[a-z_.]+)::text, 12\)', 'lpad(substr(replace(\1::text, ''-'', ''''), 18)', 'g'),
			'like ''00000000-0000-8000-8000-%''', 'like ''00000000-0000-8000-8%''');
	end loop;
end
$$;

-- Whole rows, which have the type of a part of their table on a cluster; and a function that reads a table, called for each row
-- of another.
-- allowed: replaces a function by one that does the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'contact_together' and p.prosrc like '%contact_fields(c))%'
	loop
		execute replace(f.definition, 'contact_fields(c))', 'contact_fields(row(c.*)::contact))');
	end loop;
end
$$;

-- As in V54.
create or replace function reviews_read(p_tenant text, p_review uuid, p_state text, p_after uuid, p_size integer)
	returns table (review contact_review, record_shown uuid, record_fields jsonb, other_shown uuid, other_fields jsonb)
language plpgsql stable as $$
declare
	ids uuid[] := array[p_review];
begin
	if p_review is null and p_state is null then
		ids := array(
			select w.review_id from contact_review w where w.tenant_id = p_tenant and w.review_id > p_after
			order by w.review_id limit p_size
		);
	elsif p_review is null then
		ids := array(
			select w.review_id from contact_review w
			where w.tenant_id = p_tenant and w.state = p_state and w.review_id > p_after
			order by w.state, w.review_id limit p_size
		);
	end if;
	return query
		select row(r.*)::contact_review, one.contact_id, coalesce(one.shown, contact_fields(row(one.*)::contact)), other.contact_id,
			coalesce(other.shown, contact_fields(row(other.*)::contact))
		from contact_review r
		join contact a on a.tenant_id = r.tenant_id and a.directory_id = r.directory_id and a.contact_id = r.record_id
		join contact one on one.tenant_id = r.tenant_id and one.directory_id = r.directory_id
			and one.contact_id = coalesce(a.merged_into, a.contact_id)
		join contact b on b.tenant_id = r.tenant_id and b.directory_id = r.directory_id and b.contact_id = r.other_id
		join contact other on other.tenant_id = r.tenant_id and other.directory_id = r.directory_id
			and other.contact_id = coalesce(b.merged_into, b.contact_id)
		where r.tenant_id = p_tenant and r.review_id = any (ids)
		order by r.review_id;
end
$$;

-- An element of an array as the whole of what a column is set to: a node of a cluster would end by it.
-- allowed: replaces functions by those that do the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname in ('review_decide', 'reviews_differ', 'reviews_settle')
			and p.prosrc ~ 'decided_by = p_origin\[1\]\s'
	loop
		execute regexp_replace(f.definition, 'decided_by = p_origin\[1\](\s)', 'decided_by = p_origin[1] || ''''\1', 'g');
	end loop;
end
$$;
