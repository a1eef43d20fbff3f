-- What a tenant says of the systems that its records come from, and what these have told.

create table source_rules (
	tenant_id text not null,
	owners jsonb not null default '{}',
	time_members jsonb not null default '{}',
	constraint source_rules_pk primary key (tenant_id),
	constraint source_rules_tenant_fk foreign key (tenant_id) references tenant (tenant_id) on delete cascade,
	constraint source_rules_owners_object check (jsonb_typeof(owners) = 'object'),
	constraint source_rules_time_members_object check (jsonb_typeof(time_members) = 'object')
);

comment on column source_rules.owners is 'which source alone may write a field, by kind of record and field';
comment on column source_rules.time_members is 'which member of a record says since when it is so at its source, by wire';

-- Made anew, so that children are looked for with it while the table is small (see V21 and V22): of indexes that cost as
-- little as each other on a few rows, as they do now that a row is wider, the newest is taken.
drop index customer_parent_ix;
create index customer_parent_ix on customer (tenant_id, parent_id) where parent_id is not null;

-- The times of a record after its source has told something; null if that is older than what the source has told before. Of
-- more than 50 sources the one that was told for the earliest is forgotten.
create function source_told(p_times jsonb, p_source text, p_at bigint) returns jsonb
language plpgsql immutable as $$
declare
	times jsonb := coalesce(p_times, '{}');
begin
	if (times ->> p_source)::bigint > p_at then
		return null;
	end if;
	if not times ? p_source and (select count(*) from jsonb_object_keys(times)) >= 50 then
		times := times - (select t.key from jsonb_each_text(times) t order by t.value::bigint, t.key limit 1);
	end if;
	return times || jsonb_build_object(p_source, p_at);
end
$$;

-- Notes for what time a source has told a contact in the version that was read; false if it has told something for a later
-- one, null if the contact has another version. Holds the contact until the end of the transaction.
create function contact_told(p_tenant text, p_directory uuid, p_contact uuid, p_version bigint, p_source text,
	p_at bigint) returns boolean
language plpgsql volatile as $$
declare
	before jsonb;
	times jsonb;
begin
	select c.source_times into before from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact
			and c.version = p_version
		for no key update;
	if not found then
		return null;
	end if;
	times := source_told(before, p_source, p_at);
	if times is null then
		return false;
	end if;
	if times is distinct from before then
		update contact c set source_times = times
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = p_contact;
	end if;
	return true;
end
$$;

-- The same for an account.
create function account_told(p_tenant text, p_account uuid, p_version bigint, p_source text, p_at bigint)
	returns boolean
language plpgsql volatile as $$
declare
	before jsonb;
	times jsonb;
begin
	select a.source_times into before from account a
		where a.tenant_id = p_tenant and a.account_id = p_account and a.version = p_version
		for no key update;
	if not found then
		return null;
	end if;
	times := source_told(before, p_source, p_at);
	if times is null then
		return false;
	end if;
	if times is distinct from before then
		update account a set source_times = times where a.tenant_id = p_tenant and a.account_id = p_account;
	end if;
	return true;
end
$$;
