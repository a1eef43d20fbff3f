-- A record is erased with all that is stored of it, and so is all that a tenant has stored. One entry is left that says so.

comment on column history.kind is 'contact, account or customer; tenant of the one entry that says that all were erased';
comment on column history.outcome is 'created, updated, deleted, reversed or erased';

-- The one entry that is left of a record: who erased it, and when. That of a tenant has the nil UUID.
create function erase_put(p_tenant text, p_record uuid, p_version bigint, p_kind text, p_now timestamptz, p_origin text[])
	returns void
language plpgsql volatile as $$
begin
	delete from history h where h.tenant_id = p_tenant and h.record_id = p_record;
	insert into history (tenant_id, record_id, version, kind, outcome, at, client, wire, request_id)
	values (p_tenant, p_record, p_version, p_kind, 'erased', p_now, p_origin[1], p_origin[2], p_origin[3]);
end
$$;

-- By what an answer shows that it tells of a record, as JSON has it: its id, the external id of a contact, the key of a
-- customer.
create function telling_ids(p_record uuid, p_fields jsonb) returns text[]
language plpgsql immutable as $$
begin
	return array_remove(array[p_record::text, '"recordId":"' || p_record || '"',
		'"recordId":' || (p_fields -> 'externalId')::text, '"key":' || (p_fields -> 'sourceId')::text], null);
end
$$;

-- Erases a record, whether it is there or in the history only. "state" is unknown, erased, or the id of a contact of the
-- account that it is, which is to be erased first; "requests" have written it, and by "ids" answers tell of it.
create function record_erase(p_tenant text, p_record uuid, p_now timestamptz, p_origin text[])
	returns table (state text, requests text[], ids text[])
language plpgsql volatile as $$
declare
	company account;
	buyer customer;
	latest history;
	found_kind text;
	found_version bigint := 0;
	gone contact;
	fields jsonb;
	member uuid;
	customer_number bigint := ('x' || right(p_record::text, 12))::bit(48)::bigint;
	child customer;
	noted boolean;
begin
	-- no contact comes to an account from here on
	perform from directory d where d.tenant_id = p_tenant and d.directory_id = p_record and d.kind = 'account' for update;
	if found then
		select c.contact_id into member from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_record order by c.contact_id limit 1;
		if found then
			state := member::text;
			return next;
			return;
		end if;
		delete from account a where a.tenant_id = p_tenant and a.account_id = p_record returning a.* into company;
		delete from directory d where d.tenant_id = p_tenant and d.directory_id = p_record;
		found_kind := 'account';
		found_version := company.version;
		fields := account_fields(company);
	elsif customer_record(customer_number) = p_record then
		for child in
			update customer c set parent_id = null, fingerprint = null, version = c.version + 1,
				updated_at = greatest(p_now, c.updated_at)
			where c.tenant_id = p_tenant and c.parent_id = customer_number
			returning c.*
		loop
			noted := history_put(p_tenant, customer_record(child.customer_id), child.version, 'customer', child.source,
				'updated', child.updated_at, p_origin, null, jsonb_build_object('parentId', customer_number),
				'{"parentId": null}');
		end loop;
		delete from customer c
		where c.tenant_id = p_tenant and c.customer_id = customer_number returning c.* into buyer;
		if found then
			found_kind := 'customer';
			found_version := buyer.version;
			fields := customer_fields(buyer);
		end if;
	else
		delete from contact c where c.tenant_id = p_tenant and c.contact_id = p_record returning c.* into gone;
		if found then
			found_kind := 'contact';
			found_version := gone.version;
			fields := contact_fields(gone);
			delete from contact_different t
			where t.tenant_id = p_tenant and t.directory_id = gone.directory_id and t.name_key = gone.name_key;
		end if;
	end if;
	select h.* into latest from history h where h.tenant_id = p_tenant and h.record_id = p_record
		order by h.version desc limit 1;
	found_kind := coalesce(found_kind, latest.kind);
	state := 'unknown';
	if found_kind is null or latest.outcome = 'erased' then
		return next;
		return;
	end if;
	state := 'erased';
	requests := array(
		select distinct h.request_id from history h where h.tenant_id = p_tenant and h.record_id = p_record
	);
	ids := array(
		select i from unnest(telling_ids(p_record, fields)) as i
		union
		select i from history h, unnest(telling_ids(p_record, h.before) || telling_ids(p_record, h.after)) as i
			where h.tenant_id = p_tenant and h.record_id = p_record
		union
		select '"id":' || customer_number where found_kind = 'customer'
	);
	delete from key_duplicate k
	where k.tenant_id = p_tenant and k.kind = found_kind
		and case when k.kind = 'customer' then customer_number::text else p_record::text end in (k.record_id, k.other_id);
	perform erase_put(p_tenant, p_record, greatest(found_version, latest.version) + 1, found_kind, greatest(p_now, latest.at),
		p_origin);
	return next;
end
$$;

-- How many rows there are that tenant_erase would erase, of each table up to p_most.
create function tenant_rows(p_tenant text, p_most integer) returns bigint
language plpgsql stable as $$
begin
	return (select count(*) from (select from contact c where c.tenant_id = p_tenant limit p_most) w)
		+ (select count(*) from (select from account a where a.tenant_id = p_tenant limit p_most) w)
		+ (select count(*) from (select from customer c where c.tenant_id = p_tenant limit p_most) w)
		+ (select count(*) from (select from history h where h.tenant_id = p_tenant limit p_most) w);
end
$$;

-- Erases so many rows of what a tenant has stored, and answers how many; 0 once nothing is left but the entry that says so.
create function tenant_erase(p_tenant text, p_size integer, p_now timestamptz, p_origin text[]) returns integer
language plpgsql volatile as $$
declare
	nobody constant uuid := '00000000-0000-0000-0000-000000000000';
	erased integer;
begin
	delete from contact c
	where c.tenant_id = p_tenant and (c.directory_id, c.contact_id) in (
		select o.directory_id, o.contact_id from contact o where o.tenant_id = p_tenant limit p_size
	);
	get diagnostics erased = row_count;
	if erased > 0 then
		return erased;
	end if;
	-- with the account
	delete from directory d
	where d.tenant_id = p_tenant and d.directory_id in (
		select o.account_id from account o where o.tenant_id = p_tenant limit p_size
	);
	get diagnostics erased = row_count;
	if erased > 0 then
		return erased;
	end if;
	-- before their parents go
	loop
		update customer c set parent_id = null
		where c.tenant_id = p_tenant and c.customer_id in (
			select o.customer_id from customer o where o.tenant_id = p_tenant and o.parent_id is not null limit p_size
		);
		delete from customer c
		where c.tenant_id = p_tenant and c.customer_id in (
			select o.customer_id from customer o
			where o.tenant_id = p_tenant and o.parent_id is null and not exists (
				select from customer k where k.tenant_id = p_tenant and k.parent_id = o.customer_id
			)
			limit p_size
		);
		get diagnostics erased = row_count;
		exit when erased > 0 or not exists (select from customer c where c.tenant_id = p_tenant);
	end loop;
	if erased > 0 then
		return erased;
	end if;
	delete from history h
	where h.tenant_id = p_tenant and (h.record_id, h.version) in (
		select o.record_id, o.version from history o where o.tenant_id = p_tenant and o.kind <> 'tenant' limit p_size
	);
	get diagnostics erased = row_count;
	if erased > 0 then
		return erased;
	end if;
	delete from key_duplicate k where k.tenant_id = p_tenant;
	delete from tenant_customer t where t.tenant_id = p_tenant;
	perform erase_put(p_tenant, nobody, 1 + coalesce((
		select max(h.version) from history h where h.tenant_id = p_tenant and h.record_id = nobody
	), 0), 'tenant', p_now, p_origin);
	return 0;
end
$$;
