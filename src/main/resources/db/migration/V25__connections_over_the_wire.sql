-- Connections are created and deleted over the wire, by who has an administrator's key.

alter table connection
	add column customer_id text,
	add constraint connection_customer_length check (char_length(customer_id) between 1 and 200);

comment on column connection.customer_id is 'whom the tenant holds it for, by the tenant''s own id; null for the tenant itself';

-- finds the connections of a customer
create index connection_customer_ix on connection (tenant_id, customer_id, connection_id) where customer_id is not null;

-- an account is called by what it came from, also when that connection is gone
alter table account drop constraint if exists account_connection_fk;

alter table api_key
	add column scopes text[] not null default '{accounts:all}',
	add constraint api_key_scopes_some check (cardinality(scopes) > 0);

comment on column api_key.scopes is 'what its holder may do; connections:all makes an administrator';

-- Creates a connection with an empty directory; false if it is there. An empty text stands for no customer. The one of V22
-- stays for services of the old version, as do others below that get more parameters.
create function connection_ensure(p_tenant text, p_connection text, p_provider text, p_customer text, p_directory uuid)
	returns boolean
language plpgsql volatile as $$
begin
	if exists (select from connection c where c.tenant_id = p_tenant and c.connection_id = p_connection) then
		return false;
	end if;
	insert into directory (tenant_id, directory_id, kind) values (p_tenant, p_directory, 'connection');
	insert into connection (tenant_id, connection_id, provider, customer_id, directory_id)
	values (p_tenant, p_connection, p_provider, nullif(p_customer, ''), p_directory)
	on conflict (tenant_id, connection_id) do nothing;
	if not found then
		delete from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory;
		return false;
	end if;
	return true;
end
$$;

-- Deletes a connection with its contacts, at most so many of them in a call: "unknown", "more" to be called again, or "gone".
create function connection_delete(p_tenant text, p_connection text, p_size integer) returns text
language plpgsql volatile as $$
declare
	book uuid;
	deleted integer;
begin
	select c.directory_id into book from connection c
		where c.tenant_id = p_tenant and c.connection_id = p_connection for update;
	if not found then
		return 'unknown';
	end if;
	delete from contact c
	where c.tenant_id = p_tenant and c.directory_id = book and c.contact_id = any (array(
		select o.contact_id from contact o where o.tenant_id = p_tenant and o.directory_id = book limit p_size
	));
	get diagnostics deleted = row_count;
	if deleted = p_size then
		return 'more';
	end if;
	delete from connection c where c.tenant_id = p_tenant and c.connection_id = p_connection;
	-- and the contacts that have come meanwhile
	delete from directory d where d.tenant_id = p_tenant and d.directory_id = book;
	return 'gone';
end
$$;
