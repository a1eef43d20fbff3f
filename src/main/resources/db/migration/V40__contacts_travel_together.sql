-- Upserts of several requests travel in one call, each in a transaction of its own.

-- Of each upsert what contact_upsert, or for a hit contact_change_by_email, takes; the lists of all stand in one array, and
-- where each ends in another. For each, contacts has 16 texts: the outcome and the contact as it is then, or null if there is
-- none; the outcome is null if nothing was done, and 'alone', with the SQLSTATE in place of the contact's id, if it failed or
-- waited too long, and is to be sent by itself. near has 4
-- texts for each candidate: the place of the upsert, from 1, and the candidate's id, name and records.
-- on_disk, which is true before, tells whether all that it tells of is: the commits do not wait for it, and nobody is to be
-- answered before flush_log. It commits, so it is a procedure.
create procedure contact_upserts(p_tenant text, p_now timestamptz, p_wait_ms integer, p_directories uuid[], p_kinds text[],
	p_hits boolean[], p_new_ids uuid[], p_full_names text[], p_names text[], p_name_keys bigint[], p_name_keys_end integer[],
	p_letters bigint[], p_emails text[], p_email_keys text[], p_languages text[], p_locks bigint[], p_exclusive boolean[],
	p_locks_end integer[], p_probes bigint[], p_probes_end integer[], p_apart integer[], p_judged text[],
	p_judged_end integer[], p_chosen uuid[], p_chosen_names text[], p_key_version integer, p_origins text[], inout contacts text[],
	inout near text[], inout on_disk boolean)
language plpgsql as $$
declare
	r record;
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
	for r in select * from unnest(p_directories, p_kinds, p_hits, p_new_ids, p_full_names, p_names, p_name_keys_end, p_letters,
			p_emails, p_email_keys, p_languages, p_locks_end, p_probes_end, p_apart, p_judged_end, p_chosen, p_chosen_names)
		with ordinality as t (directory, kind, hit, new_id, full_name, name, names_end, letters, email, email_key, language,
			locks_end, probes_end, apart, judged_end, chosen, chosen_name, place)
	loop
		outcome := null;
		problem := null;
		stored := none;
		origin := p_origins[6 * r.place::integer - 5:6 * r.place::integer];
		setting := set_config('synchronous_commit', 'off', true);
		setting := set_config('lock_timeout', wait::text, true);
		begin
			if r.hit then
				select * into reply from contact_change_by_email(p_tenant, r.directory, r.kind, r.email_key, r.full_name,
					r.name, r.language, p_now, origin);
				outcome := reply.outcome;
				stored := reply.stored;
			else
				for reply in
					select * from contact_upsert(p_tenant, r.directory, r.kind, r.new_id, r.full_name, r.name,
						case when r.name is not null then p_name_keys[names_begin:r.names_end] end,
						case when r.name is not null then r.letters end, r.email, r.email_key,
						r.language, p_now, p_locks[locks_begin:r.locks_end], p_exclusive[locks_begin:r.locks_end],
						p_probes[probes_begin:r.probes_end], r.apart, p_judged[judged_begin:r.judged_end], r.chosen, r.chosen_name,
						false, p_key_version, origin)
				loop
					if reply.candidate is not null then
						near := near || array[r.place::text, reply.candidate::text, reply.candidate_name, reply.records::text];
					else
						outcome := reply.outcome;
						stored := reply.stored;
					end if;
				end loop;
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
		names_begin := r.names_end + 1;
		locks_begin := r.locks_end + 1;
		probes_begin := r.probes_end + 1;
		judged_begin := r.judged_end + 1;
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
