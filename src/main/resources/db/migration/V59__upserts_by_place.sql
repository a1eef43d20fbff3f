-- What travels in one call is read from its lists by its place. unnest made a store in memory of each of the 17 lists, which for
-- a call of a few upserts took as long as the upserts.

-- As in V40, with what V53 has put into it.
create or replace procedure contact_upserts(p_tenant text, p_now timestamptz, p_wait_ms integer, p_directories uuid[], p_kinds text[],
	p_hits boolean[], p_new_ids uuid[], p_full_names text[], p_names text[], p_name_keys bigint[], p_name_keys_end integer[],
	p_letters bigint[], p_emails text[], p_email_keys text[], p_languages text[], p_locks bigint[], p_exclusive boolean[],
	p_locks_end integer[], p_probes bigint[], p_probes_end integer[], p_apart integer[], p_judged text[],
	p_judged_end integer[], p_chosen uuid[], p_chosen_names text[], p_key_version integer, p_origins text[], inout contacts text[],
	inout near text[], inout on_disk boolean)
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
						p_chosen[i], p_chosen_names[i], false, p_key_version, origin)
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
	end loop;
	on_disk := on_disk and is_on_disk(p_tenant);
end
$$;
