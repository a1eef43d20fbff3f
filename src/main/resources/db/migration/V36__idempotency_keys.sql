-- Requests that came with an Idempotency-Key, and what was answered.
create table idempotency_key (
	tenant_id text not null,
	client text not null,
	key_hash bytea not null,
	request_hash bytea not null,
	request_id text not null,
	state text not null,
	holder uuid not null,
	leased_until timestamptz not null,
	expires_at timestamptz not null,
	status integer,
	headers text,
	body bytea,
	constraint idempotency_key_pk primary key (tenant_id, client, key_hash),
	constraint idempotency_key_state_known check (state in ('running', 'done', 'erased')),
	constraint idempotency_key_done_answered check ((state = 'done') = (status is not null and headers is not null and body is not null))
);

comment on column idempotency_key.client is 'who sent it, by the name of the credential';
comment on column idempotency_key.key_hash is 'SHA-256 of the key, which may tell of a person';
comment on column idempotency_key.request_hash is 'SHA-256 of method, path, query, the headers that say how, and body';
comment on column idempotency_key.request_id is 'under which the request runs, however often it is begun again';
comment on column idempotency_key.state is 'running, also when who ran it has failed or ended; done; erased: done, and the answer is gone';
comment on column idempotency_key.holder is 'the run of the request that may answer it';
comment on column idempotency_key.leased_until is 'while it runs: after this another may run it, by the clock of the database';
comment on column idempotency_key.headers is 'of the answer, as JSON: an array of values by name';

-- finds the keys that are over, to remove them
create index idempotency_key_expiry on idempotency_key (tenant_id, expires_at);

-- Claims a key for a run of a request, and answers "new", or "again" if it was begun before and who ran it is gone; then the
-- request runs under the id that is answered, and the lease must be renewed. Else it answers why not: "other" (the key
-- belongs to another request), "running" (and for how many seconds at most, unless the lease is renewed), "done" (and what
-- was answered), "erased".
create function idempotency_claim(p_tenant text, p_client text, p_key bytea, p_request bytea, p_request_id text, p_holder uuid,
	p_now timestamptz, p_expires timestamptz, p_lease_millis integer)
	returns table (outcome text, run_id text, until timestamptz, seconds integer, answer_status integer, answer_headers text,
		answer_body bytea)
language plpgsql volatile as $$
declare
	known idempotency_key;
	lease timestamptz;
begin
	-- whatever is written under the claim is behind it in the log, and flushes it
	perform set_config('synchronous_commit', 'off', true);
	loop
		run_id := p_request_id;
		until := p_expires;
		lease := clock_timestamp() + p_lease_millis * interval '1 millisecond';
		insert into idempotency_key (tenant_id, client, key_hash, request_hash, request_id, state, holder, leased_until,
			expires_at)
		values (p_tenant, p_client, p_key, p_request, p_request_id, 'running', p_holder, lease, p_expires)
		on conflict (tenant_id, client, key_hash) do nothing;
		if found then
			outcome := 'new';
			return next;
			return;
		end if;
		select k.* into known from idempotency_key k
			where k.tenant_id = p_tenant and k.client = p_client and k.key_hash = p_key;
		-- it may have been removed just now
		continue when not found;
		if known.expires_at <= p_now and (known.state <> 'running' or known.leased_until <= clock_timestamp()) then
			update idempotency_key k set request_hash = p_request, request_id = p_request_id, state = 'running',
				holder = p_holder, leased_until = lease, expires_at = p_expires, status = null, headers = null, body = null
			where k.tenant_id = p_tenant and k.client = p_client and k.key_hash = p_key and k.holder = known.holder
				and k.leased_until = known.leased_until;
			-- unless somebody else did
			continue when not found;
			outcome := 'new';
			return next;
			return;
		end if;
		run_id := known.request_id;
		until := known.expires_at;
		if known.request_hash <> p_request then
			outcome := 'other';
		elsif known.state <> 'running' then
			outcome := known.state;
			answer_status := known.status;
			answer_headers := known.headers;
			answer_body := known.body;
		elsif known.leased_until > clock_timestamp() then
			outcome := 'running';
			seconds := ceil(extract(epoch from known.leased_until - clock_timestamp()));
		else
			update idempotency_key k set holder = p_holder, leased_until = lease
			where k.tenant_id = p_tenant and k.client = p_client and k.key_hash = p_key and k.holder = known.holder
				and k.leased_until = known.leased_until and k.state = 'running';
			continue when not found;
			outcome := 'again';
		end if;
		return next;
		return;
	end loop;
end
$$;

-- Says that a run goes on, for so long at least; with 0 that it has ended, and another may run the request at once. False
-- if another does already.
create function idempotency_lease(p_tenant text, p_client text, p_key bytea, p_holder uuid, p_lease_millis integer)
	returns boolean
language plpgsql volatile as $$
begin
	perform set_config('synchronous_commit', 'off', true);
	update idempotency_key k set leased_until = clock_timestamp() + p_lease_millis * interval '1 millisecond'
	where k.tenant_id = p_tenant and k.client = p_client and k.key_hash = p_key and k.holder = p_holder
		and k.state = 'running';
	return found;
end
$$;

-- Keeps what a run has come to. False if the request is another's by now: then nobody may be answered that.
create function idempotency_keep(p_tenant text, p_client text, p_key bytea, p_holder uuid, p_status integer,
	p_headers text, p_body bytea) returns boolean
language plpgsql volatile as $$
begin
	update idempotency_key k set state = 'done', status = p_status, headers = p_headers, body = p_body
	where k.tenant_id = p_tenant and k.client = p_client and k.key_hash = p_key and k.holder = p_holder
		and k.state = 'running';
	return found;
end
$$;

-- Erases the answers to these requests, and those that have one of the ids in them, as JSON has it: a UUID, "id":7,
-- "recordId":"x" or "key":"x". Their requests are not run again. It goes on after a key, and answers the one where it stops
-- after two seconds; no row at the end.
create function idempotency_forget(p_tenant text, p_requests text[], p_ids text[], p_client text, p_key bytea)
	returns table (place_client text, place_key bytea)
language plpgsql volatile as $$
declare
	answer idempotency_key;
	ends timestamptz := clock_timestamp() + interval '2 seconds';
begin
	for answer in
		select k.* from idempotency_key k
		where k.tenant_id = p_tenant and (k.client, k.key_hash) > (p_client, p_key)
			and k.state = 'done'
		order by k.client, k.key_hash
	loop
		if answer.request_id = any (p_requests) or exists (
			select from regexp_matches(answer.headers || ' ' || convert_from(answer.body, 'UTF8'),
				'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"id":\d+|"(?:recordId|key)":"(?:[^"\\]|\\.)*"', 'g') as m (hit)
			where m.hit[1] = any (p_ids)
		) then
			update idempotency_key k set state = 'erased', status = null, headers = null, body = null
			where k.tenant_id = p_tenant and k.client = answer.client and k.key_hash = answer.key_hash
				and k.state = 'done';
		end if;
		if clock_timestamp() > ends then
			place_client := answer.client;
			place_key := answer.key_hash;
			return next;
			return;
		end if;
	end loop;
end
$$;

-- Removes keys that are over, at most so many, and answers how many; none while another instance of the service does.
create function idempotency_purge(p_tenant text, p_now timestamptz, p_size integer) returns integer
language plpgsql volatile as $$
declare
	over record;
	removed integer := 0;
begin
	perform set_config('synchronous_commit', 'off', true);
	if not pg_try_advisory_xact_lock(hashtextextended('idempotency ' || p_tenant, 0)) then
		return 0;
	end if;
	for over in
		select k.client, k.key_hash from idempotency_key k
		where k.tenant_id = p_tenant and k.expires_at <= p_now
			and (k.state <> 'running' or k.leased_until <= clock_timestamp())
		order by k.expires_at limit p_size for update skip locked
	loop
		delete from idempotency_key k
		where k.tenant_id = p_tenant and k.client = over.client and k.key_hash = over.key_hash;
		removed := removed + 1;
	end loop;
	return removed;
end
$$;
