-- A full sync: from its opening on, what a client sends of a directory is noted; when it is closed, what was not sent, and not
-- written by anybody else either, is missing: it is listed, marked or deleted.

create table full_sync (
	tenant_id text not null,
	sync_id uuid not null,
	kind text not null,
	owner text not null,
	client text not null,
	state text not null,
	missing text,
	total bigint,
	job uuid,
	undone jsonb,
	opened_at timestamptz not null,
	closed_at timestamptz,
	constraint full_sync_pk primary key (tenant_id, sync_id),
	constraint full_sync_kind_known check (kind in ('contacts', 'accounts', 'customers')),
	constraint full_sync_state_known check (state in ('open', 'completing', 'done', 'cancelled', 'undone')),
	constraint full_sync_missing_known check (missing in ('list', 'delete', 'mark'))
);

comment on column full_sync.owner is 'what the records belong to: an account, a connection, a source';
comment on column full_sync.missing is 'what becomes of those that are missing; null until that is said';
comment on column full_sync.total is 'how many records there were when it was closed';
comment on column full_sync.job is 'what completes it';
comment on column full_sync.undone is 'what an undo has come to, or its job';

-- of a directory one is open at a time
create unique index full_sync_open_uq on full_sync (tenant_id, kind, owner) where state in ('open', 'completing');

-- The records that were sent. It has no foreign key: each row would lock that of the sync.
create table full_sync_sent (
	tenant_id text not null,
	sync_id uuid not null,
	record_id uuid not null,
	constraint full_sync_sent_pk primary key (tenant_id, sync_id, record_id)
);

-- The records that were missing when it was closed, and what became of them.
create table full_sync_missing (
	tenant_id text not null,
	sync_id uuid not null,
	record_id uuid not null,
	outcome text not null,
	constraint full_sync_missing_pk primary key (tenant_id, sync_id, record_id),
	constraint full_sync_missing_outcome_known check (outcome in ('missing', 'marked', 'deleted', 'kept'))
);

comment on column full_sync_missing.outcome is 'kept: sent, written or deleted by somebody before its turn came';

-- The records that a sync has marked as missing. A mark counts until the record is written, or sent in another sync.
create table missing_mark (
	tenant_id text not null,
	record_id uuid not null,
	kind text not null,
	owner text not null,
	sync_id uuid not null,
	since timestamptz not null,
	constraint missing_mark_pk primary key (tenant_id, record_id)
);

comment on column missing_mark.sync_id is 'which found it missing first';

-- lists those of a directory, and finds those of a sync that is taken back
create index missing_mark_owner_ix on missing_mark (tenant_id, kind, owner, record_id);

alter table data_import add column sync_id uuid;

comment on column data_import.sync_id is 'the full sync that its rows are sent for';

-- Who sends takes the lock of a sync with others, who closes it or deletes for it takes it alone: what was found unchanged is
-- noted before its record is looked at, or after it was deleted, which is told.
create function full_sync_lock(p_tenant text, p_sync uuid, p_alone boolean) returns boolean
language plpgsql volatile as $$
begin
	return take_locks(p_tenant, array[hashtextextended('full sync ' || p_sync, 0)], array[p_alone]);
end
$$;

-- Notes records as sent. Answers the state of the sync, or gone if it has deleted one of them.
create function full_sync_send(p_tenant text, p_sync uuid, p_records uuid[]) returns text
language plpgsql volatile as $$
declare
	held boolean := full_sync_lock(p_tenant, p_sync, false);
	now_state text;
begin
	select f.state into now_state from full_sync f where f.tenant_id = p_tenant and f.sync_id = p_sync;
	if now_state in ('open', 'completing') then
		-- all in one order
		insert into full_sync_sent (tenant_id, sync_id, record_id)
		select p_tenant, p_sync, r from unnest(p_records) as r order by r
		on conflict do nothing;
		delete from missing_mark m where m.tenant_id = p_tenant and m.record_id = any (p_records);
	end if;
	if now_state <> 'open' and exists (
		select from full_sync_missing m
		where m.tenant_id = p_tenant and m.sync_id = p_sync and m.record_id = any (p_records) and m.outcome = 'deleted'
	) then
		return 'gone';
	end if;
	return now_state;
end
$$;

-- Whether a contact or what is part of it was written since a time, or sent.
create function full_sync_has_part(p_tenant text, p_sync uuid, p_directory uuid, p_parts uuid[], p_since timestamptz)
	returns boolean
language plpgsql stable as $$
begin
	return exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (p_parts)
			and (c.updated_at >= p_since or exists (
				select from full_sync_sent n
				where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id = c.contact_id
			))
	);
end
$$;

-- Of the records of the directory of a sync behind one, in order, so many, and whether each is missing: nobody has written it
-- since the opening, and it was not sent. It goes by the index of the keys: a plan that was made while there were few
-- records would read them all each time.
create function full_sync_scan(p_tenant text, p_sync uuid, p_after uuid, p_size integer)
	returns table (record_id uuid, updated_at timestamptz, missing boolean)
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
declare
	s full_sync;
begin
	select f.* into s from full_sync f where f.tenant_id = p_tenant and f.sync_id = p_sync;
	if s.kind = 'contacts' then
		return query
			select w.contact_id, w.updated_at, w.updated_at < s.opened_at and not exists (
					select from full_sync_sent n
					where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id = w.contact_id offset 0
				) and (w.shown is null or not full_sync_has_part(p_tenant, p_sync, w.directory_id,
					contact_parts(p_tenant, w.directory_id, w.contact_id), s.opened_at))
			from contact w
			where w.tenant_id = p_tenant and w.directory_id = s.owner::uuid and w.contact_id > p_after
				and w.merged_into is null
			order by w.contact_id limit p_size;
	elsif s.kind = 'accounts' then
		return query
			select w.account_id, w.updated_at, w.updated_at < s.opened_at and not exists (
					select from full_sync_sent n
					where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id = w.account_id offset 0
				)
			from account w
			where w.tenant_id = p_tenant and w.connection_id = s.owner and w.account_id > p_after
			order by w.account_id limit p_size;
	else
		return query
			select customer_record(w.customer_id), w.updated_at, w.updated_at < s.opened_at and not exists (
					select from full_sync_sent n
					where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id = customer_record(w.customer_id)
						offset 0
				)
			from customer w
			where w.tenant_id = p_tenant and w.source = s.owner
				and w.customer_id > ('x' || right(replace(p_after::text, '-', ''), 15))::bit(60)::bigint
			order by w.customer_id limit p_size;
	end if;
end
$$;

-- Notes which of the next records are missing, once the sync is closed, and takes the marks from those that are not.
-- Answers how many it has looked at, how many of them are missing, and the last.
create function full_sync_collect(p_tenant text, p_sync uuid, p_after uuid, p_size integer, p_now timestamptz)
	returns table (records bigint, gone bigint, last_record uuid)
language plpgsql volatile as $$
declare
	s full_sync;
begin
	select f.* into s from full_sync f where f.tenant_id = p_tenant and f.sync_id = p_sync;
	return query
		with scanned as materialized (
			select w.* from full_sync_scan(p_tenant, p_sync, p_after, p_size) w
		), noted as (
			insert into full_sync_missing (tenant_id, sync_id, record_id, outcome)
			select p_tenant, p_sync, w.record_id, case s.missing when 'mark' then 'marked' else 'missing' end
			from scanned w where w.missing
			on conflict do nothing
		), unmarked as (
			delete from missing_mark m using scanned w
			where m.tenant_id = p_tenant and m.record_id = w.record_id and not w.missing
		), marked as (
			insert into missing_mark as m (tenant_id, record_id, kind, owner, sync_id, since)
			select p_tenant, w.record_id, s.kind, s.owner, p_sync, p_now
			from scanned w
			where w.missing and s.missing = 'mark' and not exists (
				select from missing_mark o
				where o.tenant_id = p_tenant and o.record_id = w.record_id and o.since > w.updated_at
			)
			on conflict (tenant_id, record_id) do update set kind = excluded.kind, owner = excluded.owner,
				sync_id = excluded.sync_id, since = excluded.since
		)
		select count(*), count(*) filter (where w.missing), (array_agg(w.record_id order by w.record_id desc))[1] from scanned w;
end
$$;

-- The kinds of records, each with its own idea of what else must not have been written meanwhile. Each says whether it has
-- deleted it.
create function full_sync_delete_contact(p_tenant text, p_sync full_sync, p_contact uuid, p_now timestamptz, p_origin text[])
	returns boolean
language plpgsql volatile as $$
declare
	directory uuid := p_sync.owner::uuid;
	parts uuid[];
begin
	perform merges_lock(p_tenant, directory);
	parts := contact_parts(p_tenant, directory, p_contact);
	perform contacts_hold(p_tenant, directory, parts);
	if full_sync_has_part(p_tenant, p_sync.sync_id, directory, parts, p_sync.opened_at) or not exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = directory and c.contact_id = p_contact and c.merged_into is null
	) then
		return false;
	end if;
	return contact_delete(p_tenant, directory, 'account', p_contact, p_now, p_origin);
end
$$;

-- An account stays as long as one of its contacts was written since the opening: it would go with it.
create function full_sync_delete_account(p_tenant text, p_sync full_sync, p_account uuid, p_now timestamptz, p_origin text[])
	returns boolean
language plpgsql volatile as $$
declare
	a account;
begin
	-- no contact comes to it from here on
	perform from directory d
		where d.tenant_id = p_tenant and d.directory_id = p_account and d.kind = 'account' for update;
	select o.* into a from account o where o.tenant_id = p_tenant and o.account_id = p_account for update;
	if a.account_id is null or a.connection_id is distinct from p_sync.owner or a.updated_at >= p_sync.opened_at or exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_account and c.updated_at >= p_sync.opened_at
	) then
		return false;
	end if;
	return account_delete(p_tenant, p_account, p_now, p_origin);
end
$$;

-- A customer whose parent the sync has deleted was written by that, and by nobody else.
create function full_sync_delete_customer(p_tenant text, p_sync full_sync, p_record uuid, p_now timestamptz, p_origin text[])
	returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	k customer;
begin
	select c.* into k from customer c
		where c.tenant_id = p_tenant and c.customer_id = ('x' || right(replace(p_record::text, '-', ''), 15))::bit(60)::bigint for update;
	if k.customer_id is null or k.source <> p_sync.owner or (k.updated_at >= p_sync.opened_at and (
		select coalesce(bool_or(h.request_id <> p_origin[3]), true) from history h
		where h.tenant_id = p_tenant and h.record_id = p_record and h.at >= p_sync.opened_at
	)) then
		return false;
	end if;
	return customer_delete(p_tenant, k.customer_id, p_now, p_origin);
end
$$;

-- Deletes a record that was missing when the sync was closed, unless it was sent or written since. Answers what became of it:
-- deleted or kept; or stopped, if the sync deletes no more. The commit does not wait for the disk.
create function full_sync_delete(p_tenant text, p_sync uuid, p_record uuid, p_now timestamptz, p_origin text[]) returns text
language plpgsql volatile as $$
declare
	setting text := set_config('synchronous_commit', 'off', true);
	held boolean := full_sync_lock(p_tenant, p_sync, true);
	s full_sync;
	deleted boolean := false;
begin
	select f.* into s from full_sync f
		where f.tenant_id = p_tenant and f.sync_id = p_sync and f.state = 'completing' and f.missing = 'delete';
	if not found then
		return 'stopped';
	end if;
	if not exists (
		select from full_sync_sent n where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id = p_record
	) then
		deleted := case s.kind
			when 'contacts' then full_sync_delete_contact(p_tenant, s, p_record, p_now, p_origin)
			when 'accounts' then full_sync_delete_account(p_tenant, s, p_record, p_now, p_origin)
			else full_sync_delete_customer(p_tenant, s, p_record, p_now, p_origin) end;
	end if;
	if deleted then
		delete from missing_mark m where m.tenant_id = p_tenant and m.record_id = p_record;
	end if;
	update full_sync_missing m set outcome = case when deleted then 'deleted' else 'kept' end
	where m.tenant_id = p_tenant and m.sync_id = p_sync and m.record_id = p_record;
	return case when deleted then 'deleted' else 'kept' end;
end
$$;

-- Closes a sync that is open; says whether it was. What is noted as sent from here on finds it so.
create function full_sync_close(p_tenant text, p_sync uuid, p_missing text, p_total bigint, p_now timestamptz) returns boolean
language plpgsql volatile as $$
declare
	held boolean := full_sync_lock(p_tenant, p_sync, true);
begin
	update full_sync f set state = 'completing', missing = p_missing, total = p_total, closed_at = p_now
	where f.tenant_id = p_tenant and f.sync_id = p_sync and f.state = 'open';
	return found;
end
$$;

-- The marks that count, of a directory, or of one record, in order behind one.
create function missing_marks(p_tenant text, p_kind text, p_owner text, p_record uuid, p_after uuid, p_size integer)
	returns table (record_id uuid, since timestamptz)
language plpgsql stable as $$
begin
	return query
		select m.record_id, m.since from missing_mark m
		where m.tenant_id = p_tenant and (p_record is null or m.record_id = p_record)
			and (p_kind is null or (m.kind = p_kind and m.owner = p_owner)) and m.record_id > p_after
			and m.since > case m.kind
				when 'contacts' then (
					select max(c.updated_at) from contact c where c.contact_id = m.record_id and c.tenant_id = p_tenant
				)
				when 'accounts' then (
					select a.updated_at from account a where a.tenant_id = p_tenant and a.account_id = m.record_id
				)
				else (
					select k.updated_at from customer k
					where k.tenant_id = p_tenant and k.customer_id = ('x' || right(replace(m.record_id::text, '-', ''), 15))::bit(60)::bigint
				) end
		order by m.record_id limit p_size;
end
$$;

-- Deletes some of what is stored of a sync, at most so many rows of each table; says how many.
create function full_sync_purge(p_tenant text, p_sync uuid, p_size integer) returns integer
language plpgsql volatile as $$
declare
	sent integer;
	gone integer;
begin
	delete from full_sync_sent n
	where n.tenant_id = p_tenant and n.sync_id = p_sync and n.record_id in (
		select o.record_id from full_sync_sent o where o.tenant_id = p_tenant and o.sync_id = p_sync limit p_size
	);
	get diagnostics sent = row_count;
	delete from full_sync_missing m
	where m.tenant_id = p_tenant and m.sync_id = p_sync and m.record_id in (
		select o.record_id from full_sync_missing o where o.tenant_id = p_tenant and o.sync_id = p_sync limit p_size
	);
	get diagnostics gone = row_count;
	return sent + gone;
end
$$;
