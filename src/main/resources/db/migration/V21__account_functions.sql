-- Accounts are written by one function, as contacts are (see V20).

-- The rows of the key index go with their account.
drop trigger account_key_insert on account;
drop trigger account_key_update on account;
drop trigger account_key_delete on account;
drop function account_key_sync;
drop function account_key_unseen;
create index account_key_account_ix on account_key (account_id);
alter table account_key add constraint account_key_account_fk foreign key (tenant_id, account_id)
	references account (tenant_id, account_id) on delete cascade;

-- For incremental reads, as for contacts; the counter is that of the connection.
drop trigger account_changed on account;
drop function account_changed;
alter table connection add column changes bigint not null default 0;
alter table account add column change bigint;
update account set change = cast(cast(changed_xid as text) as bigint);
update connection n set changes = greatest(cast(cast(pg_current_xact_id() as text) as bigint), coalesce(
	(select max(a.change) from account a where a.tenant_id = n.tenant_id and a.connection_id = n.connection_id), 0));
drop index account_changed_ix;
alter table account drop column changed_xid;
-- find what has no number yet, and read a connection in order of change
create index account_unnumbered_ix on account (tenant_id, connection_id, account_id)
	where connection_id is not null and change is null;
create index account_change_ix on account (tenant_id, connection_id, change, account_id)
	where connection_id is not null and change is not null;
-- made anew: of indexes that seem to cost the same, as all that lead with the tenant do while a table is small, the planner
-- takes the one that was made last, and a plan may outlive the small table
drop index account_source_uq;
create unique index account_source_uq on account (tenant_id, connection_id, source_id) where source_id is not null;

comment on column connection.changes is 'the last number that a change of its accounts was given';
comment on column account.change is 'the number of its last change; null until somebody reads changes';

-- Creates an account with an empty directory, or writes one that was read in that version, whole; a version of 0 creates.
-- Under the locks, and only if no account of the connection has one of the keys but those that were seen. "outcome" is
-- created, updated or raced.
create function account_write(p_tenant text, p_account uuid, p_version bigint, p_name text, p_connection text,
	p_source text, p_website text, p_domain text, p_attributes text, p_remembered_keys text[], p_match_keys text[],
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_keys text[], p_seen uuid[],
	p_flushed_later boolean) returns table (outcome text, stored account)
language plpgsql volatile as $$
declare
	before account;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	outcome := 'raced';
	perform take_locks(p_tenant, p_locks, p_exclusive);
	if exists (
		select from account_key k
		where k.tenant_id = p_tenant and k.connection_id = p_connection and k.key = any (p_keys)
			and k.account_id <> all (p_seen)
	) then
		return next;
		return;
	end if;
	if p_version = 0 then
		insert into directory (tenant_id, directory_id, kind) values (p_tenant, p_account, 'account');
		insert into account (tenant_id, account_id, name, connection_id, source_id, website, domain, attributes,
			remembered_keys, match_keys, version, created_at, updated_at)
		values (p_tenant, p_account, p_name, p_connection, p_source, p_website, p_domain, p_attributes::jsonb,
			p_remembered_keys, p_match_keys, 1, p_now, p_now)
		returning * into stored;
	else
		select a.* into before from account a where a.tenant_id = p_tenant and a.account_id = p_account;
		update account a set name = p_name, connection_id = p_connection, source_id = p_source, website = p_website,
			domain = p_domain, attributes = p_attributes::jsonb, remembered_keys = p_remembered_keys,
			match_keys = p_match_keys, version = a.version + 1, updated_at = p_now, change = null
		where a.tenant_id = p_tenant and a.account_id = p_account and a.version = p_version
			and before.version = p_version
		returning a.* into stored;
		if not found then
			return next;
			return;
		end if;
		delete from account_key k
		where k.tenant_id = p_tenant and k.connection_id = before.connection_id and k.key = any (before.match_keys)
			and k.account_id = p_account and (k.connection_id <> p_connection or k.key <> all (p_match_keys));
	end if;
	if p_connection is not null then
		insert into account_key (tenant_id, connection_id, key, account_id)
		select p_tenant, p_connection, k, p_account from unnest(p_match_keys) as k
		where before.connection_id is distinct from p_connection or k <> all (before.match_keys);
	end if;
	outcome := case when p_version = 0 then 'created' else 'updated' end;
	return next;
end
$$;

-- The look of an upsert, under the locks if there are any: the accounts of a connection, or of the tenant if it is null,
-- that have one of the ids, and those that have one of the keys or sources in a connection, each as often as it has one.
-- A source is a connection and an id in it.
create function account_find(p_tenant text, p_connection text, p_locks bigint[], p_exclusive boolean[], p_ids uuid[],
	p_keys text[], p_source_connections text[], p_sources text[]) returns setof account
language plpgsql volatile as $$
begin
	perform take_locks(p_tenant, p_locks, p_exclusive);
	return query
		select a.* from account a
		where a.tenant_id = p_tenant and a.account_id = any (p_ids)
			and (p_connection is null or a.connection_id = p_connection)
		union all
		-- one by one, here and below: a join that was planned while there were few accounts would read them all
		select a.*
		from (
			select k.account_id from account_key k
			where k.tenant_id = p_tenant and k.connection_id = p_connection and k.key = any (p_keys)
		) k
		cross join lateral (
			select * from account f where f.tenant_id = p_tenant and f.account_id = k.account_id offset 0
		) a
		where a.connection_id = p_connection
		union all
		select a.*
		from unnest(p_source_connections, p_sources) as s (connection_id, source_id)
		cross join lateral (
			select * from account f
			where f.tenant_id = p_tenant and f.connection_id = s.connection_id and f.source_id = s.source_id offset 0
		) a;
end
$$;

-- The accounts after a place in the order of change, as contact_changes.
create function account_changes(p_tenant text, p_connection text, p_change bigint, p_after uuid, p_size integer)
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
end
$$;
