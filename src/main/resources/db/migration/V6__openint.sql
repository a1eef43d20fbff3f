-- Accounts that are matched by website or domain within a connection, and what is around them.

alter table account
	alter column name drop not null,
	add column website text,
	-- what an account without a name or website is called: the host that it is known by
	add column domain text,
	add column attributes jsonb not null default '{}',
	-- keys that an upsert came by and that the website of the account does not give
	add column remembered_keys text[] not null default '{}',
	-- all keys that the account is matched by: the remembered ones and those of its website
	add column match_keys text[] not null default '{}',
	-- for incremental reads: transactions in the order in which all of them are over, which no time can give
	add column changed_xid xid8 not null default pg_current_xact_id(),
	add constraint account_attributes_object check (jsonb_typeof(attributes) = 'object'),
	add constraint account_remembered_keys_match check (remembered_keys <@ match_keys);

-- reads a connection in order of creation, and in order of change
create index account_connection_ix on account (tenant_id, connection_id, account_id) where connection_id is not null;
create index account_changed_ix on account (tenant_id, connection_id, changed_xid, account_id)
	where connection_id is not null;

-- Finds the accounts of a connection by website ("w:...") or domain ("d:..."). Not unique: two records of one system
-- may have the same website, and then an upsert must say so and not choose.
create table account_key (
	tenant_id text not null,
	connection_id text not null,
	key text not null,
	account_id uuid not null,
	constraint account_key_pk primary key (tenant_id, connection_id, key, account_id)
);

-- Keeps account_key in step in the transaction of the account, whoever writes it.
create function account_key_sync() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		delete from account_key
		where tenant_id = old.tenant_id and connection_id = old.connection_id
			and key = any (old.match_keys) and account_id = old.account_id;
	end if;
	if tg_op <> 'DELETE' and new.connection_id is not null then
		insert into account_key (tenant_id, connection_id, key, account_id)
		select new.tenant_id, new.connection_id, k, new.account_id
		from unnest(new.match_keys) as k;
	end if;
	return null;
end
$$;

create trigger account_key_insert after insert on account for each row
	when (new.match_keys <> '{}') execute function account_key_sync();
create trigger account_key_update after update on account for each row
	when ((old.connection_id, old.match_keys) is distinct from (new.connection_id, new.match_keys))
	execute function account_key_sync();
create trigger account_key_delete after delete on account for each row
	when (old.match_keys <> '{}') execute function account_key_sync();

create function account_changed() returns trigger language plpgsql as $$
begin
	new.changed_xid := pg_current_xact_id();
	return new;
end
$$;

create trigger account_changed before update on account for each row execute function account_changed();

-- Takes the advisory locks in the order given, then looks again, with a snapshot of its own (a volatile function
-- takes a new one for each statement), whether an account has come under the keys that the caller has not seen.
create function account_key_unseen(p_tenant text, p_connection text, p_locks bigint[], p_exclusive boolean[],
	p_keys text[], p_seen uuid[]) returns boolean language plpgsql volatile as $$
begin
	perform case when l.exclusive then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end
	from unnest(p_locks, p_exclusive) as l (key, exclusive);
	return exists (
		select from account_key k
		where k.tenant_id = p_tenant and k.connection_id = p_connection and k.key = any (p_keys)
			and k.account_id <> all (p_seen)
	);
end
$$;

create table tenant_customer (
	tenant_id text not null,
	customer_id text not null,
	metadata jsonb,
	constraint tenant_customer_pk primary key (tenant_id, customer_id),
	constraint tenant_customer_tenant_fk foreign key (tenant_id) references tenant (tenant_id),
	constraint tenant_customer_id_length check (char_length(customer_id) between 1 and 200)
);

create table api_key (
	tenant_id text not null,
	key_id text not null,
	hash bytea not null,
	created_at timestamptz not null default now(),
	revoked_at timestamptz,
	constraint api_key_pk primary key (tenant_id, key_id),
	-- unique across tenants, against the rule of this schema: the key is what tells the tenant
	constraint api_key_id_unique unique (key_id),
	constraint api_key_tenant_fk foreign key (tenant_id) references tenant (tenant_id),
	constraint api_key_hash_length check (octet_length(hash) = 32)
);

comment on column api_key.key_id is 'the first 16 hexadecimal digits of the hash, by which the key is found';
comment on column api_key.hash is 'SHA-256 of the key, which is itself random and so needs no salt';

-- belongs to the service and not to a tenant: all instances read each other''s cursors
create table seal_secret (
	id int not null default 1,
	secret bytea not null,
	constraint seal_secret_pk primary key (id),
	constraint seal_secret_one check (id = 1)
);

comment on table seal_secret is 'signs the cursors of lists; a new one makes those that are out invalid';
