-- A contact that is created by itself (POST) may have the very name of any number of others. Each name now travels once
-- to be judged, as the oldest contact that has it, with how many have it ("bearers"): what is chosen and how many there
-- were to choose from is as before. The smallest text of a UUID is the smallest UUID; min(uuid) is newer than PostgreSQL 15.
drop function contact_upsert;
create function contact_upsert(p_tenant text, p_directory uuid, p_new_id uuid, p_full_name text, p_name_key text,
	p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[])
	returns table (outcome text, id uuid, stored_name text, stored_email text, stored_status text, stored_language text,
		stored_key text, bearers bigint)
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
			select 'candidate', min(b.oldest)::uuid, null::text, null::text, null::text, null::text, b.name_key, max(b.bearers)
			from (
				-- who has a name has it under each of its keys
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
