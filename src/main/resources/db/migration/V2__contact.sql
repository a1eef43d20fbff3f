-- Accounts and contacts. Every key leads with tenant_id: it isolates, and it is what the schema would be spread by.

create table account (
	tenant_id text not null,
	account_id uuid not null,
	name text not null,
	connection_id text,
	source_id text,
	version bigint not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	constraint account_pk primary key (tenant_id, account_id),
	-- an account is the directory of its contacts and goes with it
	constraint account_directory_fk foreign key (tenant_id, account_id)
		references directory (tenant_id, directory_id) on delete cascade,
	constraint account_connection_fk foreign key (tenant_id, connection_id)
		references connection (tenant_id, connection_id),
	constraint account_source_has_connection check (source_id is null or connection_id is not null)
);

-- one account for each record of the system that it came from
create unique index account_source_uq on account (tenant_id, connection_id, source_id) where source_id is not null;

create table contact (
	tenant_id text not null,
	directory_id uuid not null,
	contact_id uuid not null,
	full_name text,
	name_key text,
	name_keys bigint[],
	email text,
	email_key text,
	email_status text not null,
	language text,
	version bigint not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	-- ids are version 7 UUIDs, so this index also lists a directory in order of creation
	constraint contact_pk primary key (tenant_id, directory_id, contact_id),
	constraint contact_directory_fk foreign key (tenant_id, directory_id)
		references directory (tenant_id, directory_id) on delete cascade,
	constraint contact_full_name_length check (char_length(full_name) between 1 and 200),
	constraint contact_email_length check (char_length(email) between 1 and 254),
	constraint contact_email_has_key check ((email is null) = (email_key is null)),
	constraint contact_email_status_known check (email_status in ('Valid', 'Bounced', 'Complained')),
	constraint contact_language_code check (language ~ '^[a-z]{2}$'),
	constraint contact_name_has_keys check ((name_key is null) = (name_keys is null))
);

-- the first wall against duplicates: one contact for each address in a directory
create unique index contact_email_uq on contact (tenant_id, directory_id, email_key) where email_key is not null;

-- The name index: several keys for each name, such that two names within the edit limit of each other share at least
-- one (see NameKey). The primary key covers the lookup: candidates are measured without a visit to the contact.
create table contact_name (
	tenant_id text not null,
	directory_id uuid not null,
	key bigint not null,
	contact_id uuid not null,
	name_key text not null,
	constraint contact_name_pk primary key (tenant_id, directory_id, key, contact_id) include (name_key)
);

-- Keeps contact_name in step in the transaction of the contact, whoever writes it.
create function contact_name_sync() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		delete from contact_name
		where tenant_id = old.tenant_id and directory_id = old.directory_id
			and key = any (old.name_keys) and contact_id = old.contact_id;
	end if;
	if tg_op <> 'DELETE' then
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key)
		select new.tenant_id, new.directory_id, k, new.contact_id, new.name_key
		from unnest(new.name_keys) as k;
	end if;
	return null;
end
$$;

create trigger contact_name_insert after insert on contact for each row
	when (new.name_key is not null) execute function contact_name_sync();
create trigger contact_name_update after update on contact for each row
	when (old.name_key is distinct from new.name_key) execute function contact_name_sync();
create trigger contact_name_delete after delete on contact for each row
	when (old.name_key is not null) execute function contact_name_sync();

-- The second wall: takes the advisory locks in the order given, then looks again, with a snapshot of its own (a
-- volatile function takes a new one for each statement), whether a name has come that the caller has not judged.
create function contact_name_unseen(p_tenant text, p_directory uuid, p_locks bigint[], p_exclusive boolean[],
	p_probes bigint[], p_seen text[]) returns boolean language plpgsql volatile as $$
begin
	perform case when l.exclusive then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end
	from unnest(p_locks, p_exclusive) as l (key, exclusive);
	return exists (
		select n.name_key from contact_name n
		where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
		except
		select unnest(p_seen)
	);
end
$$;
