-- Contacts are written by functions, each of which is one transaction: locks, second look, row, index rows, change mark.
-- No trigger and no transaction id is left, so that the tables can be spread over nodes by tenant_id: a call goes to the
-- node that has the tenant, by the first parameter, and all that it locks and reads is there.

-- Takes the advisory locks in the order given, until the end of the transaction; true, once they are held. By assignments:
-- a query for each would cost more than the lock.
create function take_locks(p_tenant text, p_locks bigint[], p_exclusive boolean[]) returns boolean
language plpgsql volatile as $$
declare
	held boolean := true;
begin
	for i in 1..cardinality(p_locks) loop
		if p_exclusive[i] then
			held := pg_advisory_xact_lock(p_locks[i]) is not null and held;
		else
			held := pg_advisory_xact_lock_shared(p_locks[i]) is not null and held;
		end if;
	end loop;
	return held;
end
$$;

-- Returns when all that was committed before is on disk, and where else a commit must be.
create function flush_log(p_tenant text) returns void
language plpgsql volatile as $$
begin
	-- a commit that waits, after those that did not
	perform pg_logical_emit_message(true, 'onerow', '');
end
$$;

-- The sum of the bytes of objects, as text, as long as those before are fewer than the limit; null for what comes after
-- them, which is not unpacked.
create function add_bytes(p_sum bigint, p_object jsonb, p_limit bigint) returns bigint
language plpgsql immutable as $$
begin
	return case when p_sum < p_limit then p_sum + octet_length(p_object::text) end;
end
$$;

create aggregate bytes_until(p_object jsonb, p_limit bigint) (sfunc = add_bytes, stype = bigint, initcond = '0');

-- The rows of the name index go with their contact.
drop trigger contact_name_insert on contact;
drop trigger contact_name_update on contact;
drop trigger contact_name_delete on contact;
drop function contact_name_sync;
drop function contact_name_unseen;
drop function contact_key_unseen;
drop function contact_upsert;
-- by the id alone: an index that began with tenant and directory would tempt the planner to look for names in it
create index contact_name_contact_ix on contact_name (contact_id);
alter table contact_name add constraint contact_name_contact_fk foreign key (tenant_id, directory_id, contact_id)
	references contact (tenant_id, directory_id, contact_id) on delete cascade;

-- For incremental reads: the changes of a directory are numbered when they are read. A write leaves its row without a
-- number; what is there keeps its place, so that no cursor that is out passes a change by.
alter table directory add column changes bigint not null default 0;
alter table contact add column change bigint;
update contact set change = cast(cast(changed_xid as text) as bigint);
update directory d set changes = greatest(cast(cast(pg_current_xact_id() as text) as bigint), coalesce(
	(select max(c.change) from contact c where c.tenant_id = d.tenant_id and c.directory_id = d.directory_id), 0));
drop index contact_changed_ix;
alter table contact drop column changed_xid;
-- find what has no number yet, and read a directory in order of change; in a row that has none and gets none, an update
-- touches no index. In two, each with a condition, as one that all queries could use would be chosen for them too, while
-- the table has no statistics: full of nulls, it is the smallest
create index contact_unnumbered_ix on contact (tenant_id, directory_id, contact_id) where change is null;
create index contact_change_ix on contact (tenant_id, directory_id, change, contact_id) where change is not null;

comment on column directory.changes is 'the last number that a change of its contacts was given';
comment on column contact.change is 'the number of its last change; null until somebody reads changes';

-- known as a default so that a cluster gives its nodes the sequence; contacts outside of a company book have none
alter table contact alter column number set default nextval('contact_number');

-- The look of an upsert by address or name, which settles what needs no judgement, and its write.
-- Under the locks: updates the contact with the address; else returns as candidates the names that could be near and that
-- the caller has not judged, each once, with its oldest contact and how many have it; if there are none, updates the
-- contact that the caller has chosen by its name, or, where none was chosen and name and language are given, creates it.
-- "outcome" says which: updated, unchanged, candidate, created; raced if the chosen one has another name now; nowhere if
-- there is no such directory. No row comes back for a contact that is not complete. A null keeps what is stored.
-- With p_flushed_later the commit does not wait for the disk: the caller calls flush_log before it says that it is done.
create function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text,
	p_now timestamptz, p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[],
	p_chosen uuid, p_chosen_name text, p_flushed_later boolean)
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact)
language plpgsql volatile as $$
declare
	held boolean;
	written contact;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	held := take_locks(p_tenant, p_locks, p_exclusive);
	loop
		select c.* into stored from contact c join directory d using (tenant_id, directory_id)
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key and d.kind = p_kind;
		if not found then
			if p_name_key is not null then
				-- as in V9: the smallest text of a UUID is the smallest UUID, and who has a name has it under each of its keys
				return query
					select 'candidate', min(b.oldest)::uuid, b.name_key, max(b.bearers), null::contact
					from (
						select n.name_key, min(n.contact_id::text collate "C") as oldest, count(*) as bearers
						from contact_name n
						where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
							and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged)
						group by n.key, n.name_key
					) b
					group by b.name_key;
				if found then
					return;
				end if;
			end if;
			exit when p_chosen is null;
			select c.* into stored from contact c join directory d using (tenant_id, directory_id)
				where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_chosen
					and c.name_key = p_chosen_name and d.kind = p_kind;
			exit when not found;
		end if;
		if (coalesce(p_full_name, stored.full_name), coalesce(p_email_key, stored.email_key),
				coalesce(p_language, stored.language))
				is not distinct from (stored.full_name, stored.email_key, stored.language) then
			outcome := 'unchanged';
			return next;
			return;
		end if;
		-- only if nobody came between; else look again
		update contact c set full_name = coalesce(p_full_name, c.full_name), name_key = coalesce(p_name_key, c.name_key),
			name_keys = coalesce(p_name_keys, c.name_keys), name_letters = coalesce(p_letters, c.name_letters),
			email = case when coalesce(p_email_key, c.email_key) is distinct from c.email_key then p_email else c.email end,
			email_status = case when coalesce(p_email_key, c.email_key) is distinct from c.email_key then 'Valid'
				else c.email_status end,
			email_key = coalesce(p_email_key, c.email_key), language = coalesce(p_language, c.language),
			version = c.version + 1, updated_at = p_now, change = null
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = stored.contact_id
			and (c.full_name, c.email_key, c.language)
				is not distinct from (stored.full_name, stored.email_key, stored.language)
		returning c.* into written;
		if found then
			if written.name_key is distinct from stored.name_key then
				delete from contact_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (stored.name_keys)
					and n.contact_id = stored.contact_id;
				insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
				select p_tenant, p_directory, k, stored.contact_id, p_name_key, p_letters from unnest(p_name_keys) as k;
			end if;
			outcome := 'updated';
			stored := written;
			return next;
			return;
		end if;
	end loop;
	if p_chosen is null and p_full_name is not null and p_language is not null then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, number, version, created_at, updated_at)
		select d.tenant_id, d.directory_id, p_new_id, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			'Valid', p_language, null, 1, p_now, p_now
		from directory d
		where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind
		returning * into stored;
		if found then
			insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
			select p_tenant, p_directory, k, p_new_id, p_name_key, p_letters from unnest(p_name_keys) as k;
			outcome := 'created';
			return next;
			return;
		end if;
	end if;
	if not exists (select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind)
	then
		outcome := 'nowhere';
		return next;
	elsif p_chosen is not null then
		outcome := 'raced';
		return next;
	end if;
end
$$;

-- Creates a contact, or writes one that was read in that version, whole; a version of 0 creates. Under the locks, and only
-- if no contact has one of the keys but those that were seen. "outcome" is created, updated, raced, or nowhere if there is
-- no such directory.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean) returns table (outcome text, stored contact)
language plpgsql volatile as $$
declare
	before contact;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	outcome := 'raced';
	if not exists (select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind)
	then
		outcome := 'nowhere';
		return next;
		return;
	end if;
	perform take_locks(p_tenant, p_locks, p_exclusive);
	if exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = any (p_email_keys)
			and c.email_key is not null and c.contact_id <> all (p_seen)
	) or exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = any (p_external_ids)
			and c.external_id is not null and c.contact_id <> all (p_seen)
	) then
		return next;
		return;
	end if;
	if p_version = 0 then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, external_id, number, attributes, version, created_at, created_by, updated_at,
			modified_by)
		values (p_tenant, p_directory, p_contact, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			p_email_status, p_language, p_external_id,
			case when p_kind = 'company_book' then nextval('contact_number') end, p_attributes::jsonb, 1, p_now, p_author,
			p_now, p_author)
		returning * into stored;
	else
		select c.* into before from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
		update contact c set full_name = p_full_name, name_key = p_name_key, name_keys = p_name_keys,
			name_letters = p_letters, email = p_email, email_key = p_email_key, email_status = p_email_status,
			language = p_language, external_id = p_external_id, attributes = p_attributes::jsonb, version = c.version + 1,
			updated_at = p_now, modified_by = p_author, change = null
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact
			and c.version = p_version and p_version = before.version
		returning c.* into stored;
		if not found then
			return next;
			return;
		end if;
		if before.name_key is distinct from p_name_key then
			delete from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (before.name_keys)
				and n.contact_id = p_contact;
		end if;
	end if;
	if before.name_key is distinct from p_name_key then
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, p_directory, k, p_contact, p_name_key, p_letters from unnest(p_name_keys) as k;
	end if;
	outcome := case when p_version = 0 then 'created' else 'updated' end;
	return next;
end
$$;

-- The look of an upsert by keys, under the locks if there are any: the contacts that have one of the keys, each as often
-- as it has one. An "or" of the keys would read the whole directory.
create function contact_find(p_tenant text, p_directory uuid, p_kind text, p_locks bigint[], p_exclusive boolean[],
	p_ids uuid[], p_email_keys text[], p_external_ids text[], p_numbers bigint[]) returns setof contact
language plpgsql volatile as $$
begin
	if not exists (select from directory d where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind)
	then
		return;
	end if;
	perform take_locks(p_tenant, p_locks, p_exclusive);
	return query
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (p_ids)
		union all
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = any (p_email_keys)
			and c.email_key is not null
		union all
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = any (p_external_ids)
			and c.external_id is not null
		union all
		select c.* from contact c
		where c.tenant_id = p_tenant and c.number = any (p_numbers) and c.number is not null
			and c.directory_id = p_directory;
end
$$;

-- The contacts after a place in the order of change, and one more. Numbers first, in the order of the directory's counter,
-- what is committed and has no number; one reader at a time, so that no number comes before one that was read. What
-- another transaction is writing just now is left to the next reader.
create function contact_changes(p_tenant text, p_directory uuid, p_change bigint, p_after uuid, p_size integer)
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
end
$$;
