-- Customers are listed, and found by email and by name. The indexes are partial so that no plan takes them for another look
-- (see V22), and customers without the value cost nothing.

-- finds customers by email
create index customer_email_ix on customer (tenant_id, lower(email), customer_id) where email is not null;

-- finds customers by the beginning of their name, the last name first. Cut, as an index entry must be short
create index customer_name_ix on customer (tenant_id,
	(left(lower(coalesce(last_name || ' ', '') || coalesce(first_name || ' ', '') || coalesce(middle_name, '')), 100)) collate "C")
	where last_name is not null or first_name is not null;

-- How many customers there are with that source, that email and one of those beginnings of a name, both in any case, up to
-- p_most, and the ids of a page of them. Null asks for nothing. Each order is that of the one index that is to be read.
create function customer_search(p_tenant text, p_source text, p_email text, p_names text[], p_skip integer, p_size integer,
	p_most integer) returns table (total bigint, ids bigint[])
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
declare
	first record;
begin
	if p_names is not null then
		ids := array(
			select distinct c.customer_id
			from (select left(lower(p.name), 100) as beginning from unnest(p_names) as p (name)) n
			cross join lateral (
				select f.customer_id from customer f
				where f.tenant_id = p_tenant and (f.last_name is not null or f.first_name is not null)
					and left(lower(coalesce(f.last_name || ' ', '') || coalesce(f.first_name || ' ', '')
						|| coalesce(f.middle_name, '')), 100) collate "C" between n.beginning and n.beginning || chr(1114111)
					and (p_source is null or f.source = p_source) and (p_email is null or lower(f.email) = lower(p_email))
				order by left(lower(coalesce(f.last_name || ' ', '') || coalesce(f.first_name || ' ', '')
					|| coalesce(f.middle_name, '')), 100) collate "C"
				limit p_most
			) c
			order by 1
		);
		total := cardinality(ids);
		ids := ids[p_skip + 1 : p_skip + p_size];
	elsif p_email is not null then
		ids := array(
			select c.customer_id from customer c
			where c.tenant_id = p_tenant and c.email is not null and lower(c.email) = lower(p_email)
				and (p_source is null or c.source = p_source)
			order by lower(c.email), c.customer_id limit p_most
		);
		total := cardinality(ids);
		ids := ids[p_skip + 1 : p_skip + p_size];
	elsif p_source is not null then
		total := (select count(*) from (
			select from customer c where c.tenant_id = p_tenant and c.source = p_source order by c.source_id limit p_most
		) counted);
		select c.source_id, c.language into first from customer c
		where c.tenant_id = p_tenant and c.source = p_source
		order by c.source_id, c.language offset p_skip limit 1;
		ids := array(
			select c.customer_id from customer c
			where c.tenant_id = p_tenant and c.source = p_source
				and (c.source_id, c.language) >= (first.source_id, first.language)
			order by c.source_id, c.language limit p_size
		);
	else
		total := (select count(*) from (
			select from customer c where c.tenant_id = p_tenant order by c.customer_id limit p_most
		) counted);
		ids := array(
			select c.customer_id from customer c where c.tenant_id = p_tenant
			order by c.customer_id offset p_skip limit p_size
		);
	end if;
	return next;
end
$$;
