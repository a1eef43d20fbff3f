-- A person of whom more is said than a name, an address and a language is created by the same statement.

-- As in V33, with what later files have put into it. p_attributes is what is said of attributes, each of which takes the whole new
-- value; null if nothing is. The outcome is 'found', with the contact as it is, where that is to be judged by who reads it whole:
-- a value with members is another one, if only in its white space, or all would be more than p_most bytes.
create function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text, p_name_key text,
	p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text, p_now timestamptz, p_locks bigint[],
	p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[], p_chosen uuid, p_chosen_name text,
	p_flushed_later boolean, p_key_version integer, p_origin text[], p_attributes text, p_most integer)
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact, on_disk boolean)
language plpgsql as $$
declare
	held boolean;
	written contact;
	before contact;
	receipt text;
	noted boolean;
	more jsonb;
begin
	if p_flushed_later then
		perform set_config('synchronous_commit', 'off', true);
	end if;
	held := take_locks(p_tenant, p_locks, p_exclusive);
	on_disk := true;
	loop
		select c.* into stored from directory d left join contact c
			on c.tenant_id = d.tenant_id and c.directory_id = d.directory_id and c.email_key = coalesce(p_email_key, '')
			where d.tenant_id = p_tenant and d.directory_id = p_directory and d.kind = p_kind;
		if not found then
			outcome := 'nowhere';
			return next;
			return;
		end if;
		if stored.contact_id is null then
			if p_name_key is not null then
				-- as in V9: the smallest text of a UUID is the smallest UUID, and who has a name has it under each of its keys
				return query
					select 'candidate', min(b.oldest)::uuid, b.name_key, max(b.bearers), null::contact, true
					from (
						select n.name_key, min(n.contact_id::text collate "C") as oldest, count(*) as bearers
						from contact_name n
						where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
							and bit_count((n.letters # p_letters)::bit(64)) <= p_apart and n.name_key <> all (p_judged)
							and n.contact_id <> all (array(
								select t.contact_id from contact_different t
								where t.tenant_id = p_tenant and t.directory_id = p_directory and t.name_key = p_name_key
							))
						group by n.key, n.name_key
					) b
					group by b.name_key;
				if found then
					return;
				end if;
			end if;
			exit when p_chosen is null;
			select c.* into stored from contact c
				where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_chosen
					and c.name_key = p_chosen_name and not exists (
						select from contact_different t
						where t.tenant_id = p_tenant and t.directory_id = p_directory and t.contact_id = p_chosen
							and t.name_key = p_name_key
					);
			if not found then
				outcome := 'raced';
				return next;
				return;
			end if;
			receipt := p_origin[5];
		else
			receipt := 'by=email';
		end if;
		more := stored.attributes;
		if p_attributes is not null then
			more := more || p_attributes::jsonb;
			if more <> stored.attributes and (octet_length(more::text) > p_most or exists (
				select from jsonb_each(p_attributes::jsonb) as a (name, value)
				where jsonb_typeof(a.value) in ('object', 'array') and stored.attributes -> a.name <> a.value
			)) then
				on_disk := is_on_disk(p_tenant);
				outcome := 'found';
				return next;
				return;
			end if;
		end if;
		if (coalesce(p_full_name, stored.full_name), coalesce(p_email_key, stored.email_key),
				coalesce(p_language, stored.language), more)
				is not distinct from (stored.full_name, stored.email_key, stored.language, stored.attributes) then
			on_disk := is_on_disk(p_tenant);
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
			attributes = more, version = c.version + 1, updated_at = greatest(p_now, c.updated_at), change = null,
			key_version = least(c.key_version, p_key_version)
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = stored.contact_id
			and c.version = stored.version
		returning c.* into written;
		if found then
			if written.name_key is distinct from stored.name_key then
				delete from contact_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (stored.name_keys)
					and n.contact_id = stored.contact_id;
				insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
				select p_tenant, p_directory, k, stored.contact_id, p_name_key, p_letters from unnest(p_name_keys) as k;
			end if;
			if p_origin is not null then
				noted := contact_history(p_tenant, stored, written, p_origin, receipt);
			end if;
			if written.merged_into is not null or written.shown is not null then
				perform contact_wrote(p_tenant, written);
			end if;
			outcome := 'updated';
			stored := written;
			return next;
			return;
		end if;
	end loop;
	if p_full_name is not null and p_language is not null then
		insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
			email_key, email_status, language, number, attributes, version, created_at, updated_at, key_version)
		values (p_tenant, p_directory, p_new_id, p_full_name, p_name_key, p_name_keys, p_letters, p_email, p_email_key,
			'Valid', p_language, null, coalesce(p_attributes, '{}')::jsonb, 1, p_now, p_now, p_key_version)
		returning * into stored;
		insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
		select p_tenant, p_directory, k, p_new_id, p_name_key, p_letters from unnest(p_name_keys) as k;
		if p_origin is not null then
			noted := contact_history(p_tenant, before, stored, p_origin, 'by=none');
		end if;
		outcome := 'created';
		return next;
	end if;
end
$$;

-- For an instance that does not know of it yet.
create or replace function contact_upsert(p_tenant text, p_directory uuid, p_kind text, p_new_id uuid, p_full_name text,
	p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text, p_language text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_probes bigint[], p_apart integer, p_judged text[], p_chosen uuid,
	p_chosen_name text, p_flushed_later boolean, p_key_version integer, p_origin text[])
	returns table (outcome text, candidate uuid, candidate_name text, records bigint, stored contact, on_disk boolean)
language plpgsql as $$
begin
	return query select r.* from contact_upsert(p_tenant, p_directory, p_kind, p_new_id, p_full_name, p_name_key, p_name_keys,
		p_letters, p_email, p_email_key, p_language, p_now, p_locks, p_exclusive, p_probes, p_apart, p_judged, p_chosen,
		p_chosen_name, p_flushed_later, p_key_version, p_origin, null, null) r;
end
$$;

-- As in V59, with the attributes of each. Where p_in_order, those behind one that is not settled are left, and contacts ends with
-- that one.
create procedure contact_upserts(p_tenant text, p_now timestamptz, p_wait_ms integer, p_directories uuid[], p_kinds text[],
	p_hits boolean[], p_new_ids uuid[], p_full_names text[], p_names text[], p_name_keys bigint[], p_name_keys_end integer[],
	p_letters bigint[], p_emails text[], p_email_keys text[], p_languages text[], p_locks bigint[], p_exclusive boolean[],
	p_locks_end integer[], p_probes bigint[], p_probes_end integer[], p_apart integer[], p_judged text[],
	p_judged_end integer[], p_chosen uuid[], p_chosen_names text[], p_key_version integer, p_origins text[], p_attributes text[],
	p_most integer, p_in_order boolean, inout contacts text[], inout near text[], inout on_disk boolean)
language plpgsql as $$
declare
	reply record;
	stored contact;
	none contact;
	outcome text;
	problem text;
	origin text[];
	setting text;
	wait integer := p_wait_ms;
	locks_begin integer := 1;
	probes_begin integer := 1;
	judged_begin integer := 1;
	names_begin integer := 1;
begin
	for i in 1 .. cardinality(p_directories) loop
		outcome := null;
		problem := null;
		stored := none;
		origin := p_origins[6 * i - 5:6 * i];
		setting := set_config('synchronous_commit', 'off', true);
		setting := set_config('lock_timeout', wait::text, true);
		begin
			if p_hits[i] then
				select * into reply from contact_change_by_email(p_tenant, p_directories[i], p_kinds[i], p_email_keys[i],
					p_full_names[i], p_names[i], p_languages[i], p_now, origin);
				outcome := reply.outcome;
				stored := reply.stored;
			else
				for reply in
					select * from contact_upsert(p_tenant, p_directories[i], p_kinds[i], p_new_ids[i], p_full_names[i], p_names[i],
						case when p_names[i] is not null then p_name_keys[names_begin:p_name_keys_end[i]] end,
						case when p_names[i] is not null then p_letters[i] end, p_emails[i], p_email_keys[i],
						p_languages[i], p_now, p_locks[locks_begin:p_locks_end[i]], p_exclusive[locks_begin:p_locks_end[i]],
						p_probes[probes_begin:p_probes_end[i]], p_apart[i], p_judged[judged_begin:p_judged_end[i]],
						p_chosen[i], p_chosen_names[i], false, p_key_version, origin, p_attributes[i], p_most)
				loop
					if reply.candidate is not null then
						near := near || array[i::text, reply.candidate::text, reply.candidate_name, reply.records::text];
					else
						outcome := reply.outcome;
						stored := reply.stored;
					end if;
				end loop;
			end if;
			if stored.merged_into is not null or stored.shown is not null then
				raise exception using errcode = '40001', message = 'A part of a contact';
			end if;
		exception
			when others then
				-- together they wait no longer than twice the first
				wait := greatest(1, wait / 2);
				outcome := 'alone';
				problem := sqlstate;
				stored := none;
		end;
		commit;
		names_begin := p_name_keys_end[i] + 1;
		locks_begin := p_locks_end[i] + 1;
		probes_begin := p_probes_end[i] + 1;
		judged_begin := p_judged_end[i] + 1;
		on_disk := on_disk and outcome is distinct from 'created' and outcome is distinct from 'updated';
		contacts := contacts || array[outcome, coalesce(stored.contact_id::text, problem), stored.full_name, stored.email, stored.email_key,
			stored.email_status, stored.language, stored.external_id, stored.number::text, stored.attributes::text,
			(extract(epoch from stored.created_at) * 1000000)::bigint::text, stored.created_by,
			(extract(epoch from stored.updated_at) * 1000000)::bigint::text, stored.modified_by, stored.version::text,
			stored.change::text];
		exit when p_in_order and (outcome is null or outcome not in ('created', 'updated', 'unchanged'));
	end loop;
	on_disk := on_disk and is_on_disk(p_tenant);
end
$$;
