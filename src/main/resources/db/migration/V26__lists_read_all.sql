-- A reader of all may have in order of change also what has no number because another transaction is writing it just now: in
-- the version that is committed, behind all others, and again when it has one. It would take it for deleted otherwise.

create function contact_changes(p_tenant text, p_directory uuid, p_change bigint, p_after uuid, p_size integer, p_whole boolean)
	returns setof contact
language plpgsql volatile as $$
declare
	ids uuid[];
	last bigint;
begin
	if exists (
		select from contact c where c.tenant_id = p_tenant and c.directory_id = p_directory and c.change is null
	) then
		select d.changes into last from directory d
			where d.tenant_id = p_tenant and d.directory_id = p_directory for no key update;
		select array_agg(u.contact_id order by u.contact_id) into ids from (
			select c.contact_id from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.change is null
			limit p_size + 1 for no key update skip locked
		) u;
		update contact c set change = last + array_position(ids, c.contact_id)
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (ids);
		update directory d set changes = last + coalesce(cardinality(ids), 0)
		where d.tenant_id = p_tenant and d.directory_id = p_directory;
	end if;
	return query
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory
			and c.change is not null and (c.change, c.contact_id) > (p_change, p_after)
		order by c.change, c.contact_id limit p_size + 1;
	if p_whole then
		return query
			select c.* from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.change is null limit p_size + 1;
	end if;
end
$$;

create function account_changes(p_tenant text, p_connection text, p_change bigint, p_after uuid, p_size integer, p_whole boolean)
	returns setof account
language plpgsql volatile as $$
declare
	ids uuid[];
	last bigint;
begin
	if exists (
		select from account a where a.tenant_id = p_tenant and a.connection_id = p_connection and a.change is null
	) then
		select n.changes into last from connection n
			where n.tenant_id = p_tenant and n.connection_id = p_connection for no key update;
		select array_agg(u.account_id order by u.account_id) into ids from (
			select a.account_id from account a
			where a.tenant_id = p_tenant and a.connection_id = p_connection and a.change is null
			limit p_size + 1 for no key update skip locked
		) u;
		update account a set change = last + array_position(ids, a.account_id)
		where a.tenant_id = p_tenant and a.account_id = any (ids);
		update connection n set changes = last + coalesce(cardinality(ids), 0)
		where n.tenant_id = p_tenant and n.connection_id = p_connection;
	end if;
	return query
		select a.* from account a
		where a.tenant_id = p_tenant and a.connection_id = p_connection
			and a.change is not null and (a.change, a.account_id) > (p_change, p_after)
		order by a.change, a.account_id limit p_size + 1;
	if p_whole then
		return query
			select a.* from account a
			where a.tenant_id = p_tenant and a.connection_id = p_connection and a.change is null limit p_size + 1;
	end if;
end
$$;
