-- The upsert of a contact by its address or its name, in one round trip.

-- Which letters a name has (see NameKey.letters): tells most of the names that share a key from those that are near,
-- within the index. Of 32 classes of code points the bit c says that there is one, the bit c + 32 that there are more.
alter table contact add column name_letters bigint;
update contact set name_letters = (
	select coalesce(bit_or(1::bigint << c.class | case when c.n > 1 then 1::bigint << c.class + 32 else 0 end), 0)
	from (select ascii(letter) & 31 as class, count(*) as n
		from unnest(string_to_array(name_key, null)) as letter group by 1) c
) where name_key is not null;
alter table contact drop constraint contact_name_has_keys,
	add constraint contact_name_has_keys check ((name_key is null) = (name_keys is null)
		and (name_key is null) = (name_letters is null));

alter table contact_name add column letters bigint;
update contact_name n set letters = c.name_letters from contact c
where c.tenant_id = n.tenant_id and c.directory_id = n.directory_id and c.contact_id = n.contact_id;
alter table contact_name alter column letters set not null, drop constraint contact_name_pk,
	add constraint contact_name_pk primary key (tenant_id, directory_id, key, contact_id) include (name_key, letters);

create or replace function contact_name_sync() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		delete from contact_name
		where tenant_id = old.tenant_id and directory_id = old.directory_id
			and key = any (old.name_keys) and contact_id = old.contact_id;
	end if;
	if tg_op <> 'DELETE' then
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select new.tenant_id, new.directory_id, k, new.contact_id, new.name_key, new.name_letters
		from unnest(new.name_keys) as k;
	end if;
	return null;
end
$$;

-- As before, but a name whose letters differ in more than p_apart bits is not near and need not be judged.
drop function contact_name_unseen;
create function contact_name_unseen(p_tenant text, p_directory uuid, p_locks bigint[], p_exclusive boolean[],
	p_probes bigint[], p_letters bigint, p_apart integer, p_judged text[]) returns boolean language plpgsql volatile as $$
begin
	perform case when l.exclusive then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end
	from unnest(p_locks, p_exclusive) as l (key, exclusive);
	return exists (
		select from contact_name n
		where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
			and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged)
	);
end
$$;

-- A condition (WHEN) is parsed anew for each statement that fires the trigger, which costs as much as half an insert. So
-- an insert has none, and an update only where it mentions the name.
drop trigger contact_name_insert on contact;
create trigger contact_name_insert after insert on contact for each row execute function contact_name_sync();
drop trigger contact_name_update on contact;
create trigger contact_name_update after update of name_key on contact for each row
	when (old.name_key is distinct from new.name_key) execute function contact_name_sync();

-- Updates the contact with the address; else returns as candidates the contacts whose name could be near and has not
-- been judged by the caller to be another; if there are none, creates the contact, unless name or language are missing.
-- "outcome" tells which: updated, unchanged, candidate, created; no row is returned for a contact that is not complete.
-- What it decides on when it creates it reads under the advisory locks (the second wall), with a snapshot of its own (a
-- volatile function takes a new one for each statement). A null keeps what is stored.
create function contact_upsert(p_tenant text, p_directory uuid, p_new_id uuid, p_full_name text, p_name_key text,
	p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[])
	returns table (outcome text, id uuid, stored_name text, stored_email text, stored_status text, stored_language text,
		stored_key text)
language plpgsql volatile as $$
begin
	while p_email_key is not null loop
		select c.contact_id, c.full_name, c.email, c.email_status, c.language, c.name_key
			into id, stored_name, stored_email, stored_status, stored_language, stored_key
			from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key;
		exit when not found;
		if coalesce(p_full_name, stored_name) is not distinct from stored_name
				and coalesce(p_language, stored_language) is not distinct from stored_language then
			outcome := 'unchanged';
			return next;
			return;
		end if;
		-- only if nobody came between; else look again
		if coalesce(p_name_key, stored_key) is not distinct from stored_key then
			update contact c set full_name = coalesce(p_full_name, c.full_name),
				language = coalesce(p_language, c.language), version = c.version + 1, updated_at = p_now
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key
				and c.full_name is not distinct from stored_name and c.language is not distinct from stored_language
			returning 'updated', c.full_name, c.language into outcome, stored_name, stored_language;
		else
			update contact c set full_name = p_full_name, name_key = p_name_key, name_keys = p_name_keys,
				name_letters = p_letters, language = coalesce(p_language, c.language), version = c.version + 1, updated_at = p_now
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = p_email_key
				and c.full_name is not distinct from stored_name and c.language is not distinct from stored_language
			returning 'updated', c.full_name, c.language into outcome, stored_name, stored_language;
		end if;
		if found then
			return next;
			return;
		end if;
	end loop;
	if p_name_key is not null then
		perform case when l.exclusive then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end
		from unnest(p_locks, p_exclusive) as l (key, exclusive);
		return query
			select 'candidate', n.contact_id, null::text, null::text, null::text, null::text, n.name_key
			from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
				and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged);
		if found then
			return;
		end if;
	end if;
	if p_full_name is not null and p_language is not null then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, version, created_at, updated_at)
		values (p_tenant, p_directory, p_new_id, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			'Valid', p_language, 1, p_now, p_now)
		returning 'created', contact_id, full_name, email, email_status, language
			into outcome, id, stored_name, stored_email, stored_status, stored_language;
		return next;
	end if;
end
$$;
