-- Tenants, users and connections are administered over HTTP. What is new is null or true for whatever is there, and services of
-- the version before do not ask for it.

alter table tenant add column deleted_at timestamptz;

comment on column tenant.deleted_at is 'since when nobody may act for it; its name is given to no other, and its audit trail stays';

-- allowed: the column is new, and users are few
alter table app_user
	add column role text,
	add column enabled boolean not null default true,
	add constraint app_user_role_known check (role in ('admin', 'operator', 'reader'));

comment on column app_user.role is 'what the user may do; null for what the scopes say, which is what services of V46 and before go by';

-- Finds the sessions of a user, to end them.
-- allowed: sessions are few, and end by themselves
create index user_session_user on user_session (tenant_id, user_id);

alter table connection add column updated_at timestamptz;

comment on column connection.updated_at is 'null if it is as it was created';

-- Whether a tenant has records, or a history of some; the entry that says that all were erased is none.
create function tenant_used(p_tenant text) returns boolean
language plpgsql stable as $$
begin
	return exists (select from contact c where c.tenant_id = p_tenant)
		or exists (select from account a where a.tenant_id = p_tenant)
		or exists (select from customer c where c.tenant_id = p_tenant)
		or exists (select from history h where h.tenant_id = p_tenant and h.kind <> 'tenant');
end
$$;

-- Deletes a connection that has no contacts and no accounts: "unknown", "used" if it has some, or "gone".
create function connection_remove(p_tenant text, p_connection text) returns text
language plpgsql volatile as $$
declare
	book uuid;
begin
	select c.directory_id into book from connection c
		where c.tenant_id = p_tenant and c.connection_id = p_connection for update;
	if not found then
		return 'unknown';
	end if;
	-- no contact comes from here on
	perform from directory d where d.tenant_id = p_tenant and d.directory_id = book for update;
	if exists (select from contact c where c.tenant_id = p_tenant and c.directory_id = book)
		or exists (select from account a where a.tenant_id = p_tenant and a.connection_id = p_connection) then
		return 'used';
	end if;
	delete from connection c where c.tenant_id = p_tenant and c.connection_id = p_connection;
	delete from directory d where d.tenant_id = p_tenant and d.directory_id = book;
	return 'gone';
end
$$;
