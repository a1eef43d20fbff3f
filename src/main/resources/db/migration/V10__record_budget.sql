-- A call of customer_write took one statement_timeout for all its records: two that others had locked could end it after
-- some were committed, and nobody knew which. Now each record has a budget of its own, and the call ends by itself before
-- its time is up.
drop procedure customer_write;

-- As before (V3), and: a record waits for what others have locked no longer than wait_ms, and all of them together no
-- longer than patience_ms, of which is returned what is left; when nothing is left each waits 10 ms yet, as its
-- neighbours that nobody holds are to be written. After call_ms no further record is begun: those at the end that written
-- and refused do not reach have not been tried. refused tells only of what is the record's own fault or a lock's; when it
-- is the database's (no room, say) the call fails, and what it has committed is known to nobody.
create procedure customer_write(tenant text, written_at timestamptz, ids bigint[], versions bigint[], alone boolean[],
	sources text[], source_ids text[], languages text[], debtor_ids text[], first_names text[], middle_names text[],
	last_names text[], abbreviations text[], titles text[], dates_of_birth text[], genders text[], ssns text[],
	phones text[], emails text[], parent_ids bigint[], address_lists text[], fingerprints bytea[],
	wait_ms integer, call_ms integer, inout patience_ms integer, inout written bigint[], inout refused text[])
language plpgsql as $$
declare
	r record;
	id bigint;
	problem text;
	present text[];
	ends timestamptz := clock_timestamp() + make_interval(secs => call_ms / 1000.0);
	began timestamptz;
begin
	for r in select * from unnest(ids, versions, alone, sources, source_ids, languages, debtor_ids, first_names,
			middle_names, last_names, abbreviations, titles, dates_of_birth, genders, ssns, phones, emails, parent_ids,
			address_lists, fingerprints)
		as t (customer_id, version, alone, source, source_id, language, debtor_id, first_name, middle_name, last_name,
			abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses, fingerprint)
	loop
		began := clock_timestamp();
		exit when began > ends and cardinality(written) > 0;
		id := null;
		problem := null;
		perform set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
			set_config('enable_sort', 'off', true),
			set_config('lock_timeout', greatest(10, least(wait_ms, patience_ms))::text, true);
		begin
			if r.customer_id is null then
				-- a record without a language may be created only where there is none in any language
				perform pg_advisory_xact_lock(hashtextextended(tenant || chr(1) || r.source || chr(1) || r.source_id, 3));
				present := array(select c.language from customer c where c.tenant_id = tenant and c.source = r.source
					and c.source_id = r.source_id order by c.language);
				if not (r.language = any (present) or (r.alone and cardinality(present) > 0)) then
					insert into customer (tenant_id, source, source_id, language, debtor_id, first_name, middle_name,
						last_name, abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses,
						fingerprint, version, created_at, updated_at)
					values (tenant, r.source, r.source_id, r.language, r.debtor_id, r.first_name, r.middle_name,
						r.last_name, r.abbreviation, r.title, r.date_of_birth::date, r.gender, r.ssn, r.phone, r.email,
						r.parent_id, r.addresses::jsonb, r.fingerprint, 1, written_at, written_at)
					returning customer_id into id;
				end if;
			else
				update customer c set source = r.source, source_id = r.source_id, language = r.language,
					debtor_id = r.debtor_id, first_name = r.first_name, middle_name = r.middle_name,
					last_name = r.last_name, abbreviation = r.abbreviation, title = r.title,
					date_of_birth = r.date_of_birth::date, gender = r.gender, ssn = r.ssn, phone = r.phone,
					email = r.email, parent_id = r.parent_id, addresses = r.addresses::jsonb,
					fingerprint = r.fingerprint, version = c.version + 1, updated_at = written_at
				where c.tenant_id = tenant and c.customer_id = r.customer_id and c.version = r.version
				returning c.customer_id into id;
			end if;
		exception
			when lock_not_available or query_canceled then
				id := null;
				problem := sqlstate;
				patience_ms := greatest(0, patience_ms - extract(epoch from clock_timestamp() - began) * 1000);
			when data_exception or integrity_constraint_violation or transaction_rollback or program_limit_exceeded then
				id := null;
				problem := sqlstate;
		end;
		commit;
		written := array_append(written, id);
		refused := array_append(refused, problem);
		-- the statement's time, which is set once, is over: nothing would end the next record
		exit when problem = '57014';
	end loop;
end
$$;
