-- Sources tell for what time something of a customer is so, as of contacts and accounts (see V39), also in a bulk.

-- Notes it of a customer in that version, or, where that is null, in any; as contact_told.
create function customer_told(p_tenant text, p_customer bigint, p_version bigint, p_source text, p_at bigint)
	returns boolean
language plpgsql volatile as $$
declare
	before jsonb;
	times jsonb;
begin
	select c.source_times into before from customer c
		where c.tenant_id = p_tenant and c.customer_id = p_customer and (p_version is null or c.version = p_version)
		for no key update;
	if not found then
		return null;
	end if;
	times := source_told(before, p_source, p_at);
	if times is null then
		return false;
	end if;
	if times is distinct from before then
		update customer c set source_times = times where c.tenant_id = p_tenant and c.customer_id = p_customer;
	end if;
	return true;
end
$$;

-- The same for customers that stay as they are, by their places in the arrays; in the order of their ids, so that two calls do
-- not wait for each other. All together wait for others no longer than that, as it holds those before; the problem is the
-- SQLSTATE of one that has waited in vain.
create function customers_told(p_tenant text, p_customers bigint[], p_versions bigint[], p_sources text[], p_at bigint[],
	p_wait_ms integer) returns table (n bigint, noted boolean, problem text)
language plpgsql volatile set lock_timeout = '2s' as $$
declare
	r record;
	setting text;
	ends timestamptz := clock_timestamp() + make_interval(secs => p_wait_ms / 1000.0);
begin
	for r in select * from unnest(p_customers, p_versions, p_sources, p_at) with ordinality
		as t (customer_id, version, source, told_at, place) order by customer_id, place
	loop
		n := r.place;
		problem := null;
		setting := set_config('lock_timeout',
			greatest(10, extract(epoch from ends - clock_timestamp()) * 1000)::integer::text, true);
		begin
			noted := customer_told(p_tenant, r.customer_id, r.version, r.source, r.told_at);
		exception
			when lock_not_available then
				noted := null;
				problem := sqlstate;
		end;
		return next;
	end loop;
end
$$;

-- customer_write as it is, and for what times sources have told its customers. One that a source has overtaken itself is left
-- as it was, and refused with 23R02. The form without times stays, for services of the version before.
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
		['IN p_wait_ms integer', 'IN p_told_sources text[], IN p_told_at bigint[], IN p_wait_ms integer'],
		['unnest(p_ids, ', 'unnest(p_told_sources, p_told_at, p_ids, '],
		['as t (customer_id, ', 'as t (told_source, told_at, customer_id, '],
		['exception' || chr(10) || chr(9) || chr(9) || chr(9) || 'when lock_not_available',
			'	if id is not null and r.told_at is not null'
			' and not coalesce(customer_told(p_tenant, id, null, r.told_source, r.told_at), true) then' || chr(10) ||
			'				raise exception using errcode = ''23R02'', message = ''Its source has told something later'';' || chr(10) ||
			'			end if;' || chr(10) ||
			'		exception' || chr(10) || '			when lock_not_available']
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
