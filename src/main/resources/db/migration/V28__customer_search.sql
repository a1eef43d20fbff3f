-- How many customers there are with that source, that email and a name with one of those beginnings, the first of which is in
-- the order in which names are written, the others with the last name first; in any case. And the ids of a page of them.
-- Null asks for nothing. Nobody looks beyond the first p_most. A list is in the order of the index that it reads, and where
-- that has not the id, its page begins at a key. Email and name have no index: two would add a
-- quarter to what the database does for each new customer of a bulk.
create function customer_search(p_tenant text, p_source text, p_email text, p_names text[], p_skip integer, p_size integer,
	p_most integer) returns table (total bigint, ids bigint[])
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
declare
	wanted text := lower(p_email);
	beginnings text[] := array(select lower(p.name) from unnest(p_names) as p (name));
	first record;
begin
	if p_email is not null or p_names is not null then
		ids := array(
			select c.customer_id
			from (
				select * from customer f where f.tenant_id = p_tenant and (p_source is null or f.source = p_source)
				order by f.customer_id limit p_most
			) c
			where (p_email is null or lower(c.email) = wanted) and (p_names is null
				or lower(concat_ws(' ', c.first_name, c.middle_name, c.last_name)) ^@ beginnings[1]
				or lower(concat_ws(' ', c.last_name, c.first_name, c.middle_name)) ^@ any (beginnings))
			order by c.customer_id
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
