-- What several dialects know of a contact beyond name and address.

alter table contact
	add column attributes jsonb not null default '{}',
	add column external_id text,
	add column number bigint,
	-- for incremental reads: transactions in the order in which all of them are over, which no time can give
	add column changed_xid xid8 not null default pg_current_xact_id(),
	add constraint contact_attributes_object check (jsonb_typeof(attributes) = 'object'),
	-- an upsert that clears the very address that it is matched by leaves the key, so that it finds the contact again
	drop constraint contact_email_has_key,
	add constraint contact_email_has_key check (email is null or email_key is not null);

comment on column contact.external_id is 'the id that the system which the contact came from has for it';
comment on column contact.number is 'the id in dialects whose ids are numbers; only for contacts of a company book';

create sequence contact_number;

-- one contact for each record of the system that it came from
create unique index contact_external_id_uq on contact (tenant_id, directory_id, external_id)
	where external_id is not null;
-- finds a contact by its number
create unique index contact_number_uq on contact (tenant_id, number) where number is not null;
-- reads a directory in order of change
create index contact_changed_ix on contact (tenant_id, directory_id, changed_xid, contact_id);

-- Takes the advisory locks in the order given, then looks again, with a snapshot of its own, whether a contact has
-- come under the keys that the caller has not seen.
create function contact_key_unseen(p_tenant text, p_directory uuid, p_locks bigint[], p_exclusive boolean[],
	p_email_keys text[], p_external_id text, p_seen uuid[]) returns boolean language plpgsql volatile as $$
begin
	perform case when l.exclusive then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end
	from unnest(p_locks, p_exclusive) as l (key, exclusive);
	return exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.email_key = any (p_email_keys)
			and c.contact_id <> all (p_seen)
	) or exists (
		select from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.external_id = p_external_id
			and c.contact_id <> all (p_seen)
	);
end
$$;
