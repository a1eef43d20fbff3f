-- How many requests a credential has sent in the last seconds, counted by all instances together. A row is one of the
-- last minute, and no loss when the server crashes: so it is in no log, and nobody waits for the disk because of it.
create unlogged table rate_window (
	tenant_id text not null,
	credential text not null,
	second bigint not null,
	counts integer[] not null,
	constraint rate_window_pk primary key (tenant_id, credential)
)
-- leaves room beside each row for the next version of it
with (fillfactor = 40);

comment on table rate_window is 'requests by credential and second; empty where there is no limit';
comment on column rate_window.credential is 'the hash of a token, the id of a key, or the id of a user';
comment on column rate_window.second is 'the Unix second that the last of the counts is of';
comment on column rate_window.counts is 'the requests of each second up to that one, one more than the window has';

-- Counts a request, unless it is one too many. A request is forgotten when the window has passed since the end of its
-- second, so that there are never more in any window. The time is that of the database, which all instances share.
create function rate_take(p_tenant text, p_credential text, p_limit integer, p_seconds integer)
returns table (taken boolean, remaining integer, reset bigint, retry_after integer)
language plpgsql
as $$
declare
	v_now bigint := floor(extract(epoch from clock_timestamp()));
	v_size integer := p_seconds + 1;
	v_row rate_window;
	v_past integer;
	v_used integer;
	v_first integer;
begin
	loop
		select * into v_row from rate_window w
		where w.tenant_id = p_tenant and w.credential = p_credential
		for update;
		exit when found;
		insert into rate_window (tenant_id, credential, second, counts)
		values (p_tenant, p_credential, v_now, array_fill(0, array[v_size]))
		on conflict do nothing;
		-- whoever is new takes some of those along that are gone
		delete from rate_window w where w.tenant_id = p_tenant and w.credential in (
			select o.credential from rate_window o
			where o.tenant_id = p_tenant and o.second < v_now - 2 * p_seconds
			limit 100 for update skip locked
		);
	end loop;

	if cardinality(v_row.counts) <> v_size or abs(v_now - v_row.second) > v_size then
		-- another window, nothing for so long, or a clock that was set back
		v_row.counts := array_fill(0, array[v_size]);
		v_row.second := v_now;
	elsif v_now > v_row.second then
		v_past := v_now - v_row.second;
		v_row.counts := v_row.counts[v_past + 1:] || array_fill(0, array[v_past]);
		v_row.second := v_now;
	end if;

	v_used := (select sum(n) from unnest(v_row.counts) as u (n));
	taken := v_used < p_limit;
	if taken then
		v_used := v_used + 1;
		v_row.counts[v_size] := v_row.counts[v_size] + 1;
		update rate_window w set second = v_row.second, counts = v_row.counts
		where w.tenant_id = p_tenant and w.credential = p_credential;
	end if;

	v_first := (select min(place) from unnest(v_row.counts) with ordinality as u (n, place) where n > 0);
	remaining := greatest(p_limit - v_used, 0);
	reset := v_row.second + v_first;
	retry_after := greatest(reset - v_now, 1);
	return next;
end
$$;
