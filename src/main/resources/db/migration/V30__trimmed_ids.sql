-- What another system calls a record is compared trimmed, else exactly. What was stored with something unseen at its ends
-- is trimmed here, once, as nobody could find it by what is sent from now on; where another record has the trimmed id, the
-- pair is listed and both stay. What a service of the old version writes later is found as other old keys are; customers
-- have no version, and are looked through, each once.

-- Text without what is unseen at its ends, as io.onerow.matching.Text says.
create function trimmed(p_text text) returns text
language plpgsql immutable as $$
begin
	return regexp_replace(p_text, '^[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+|[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+$', '', 'g');
end
$$;

create function is_untrimmed(p_text text) returns boolean
language plpgsql immutable as $$
begin
	return p_text ~ '^[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]$';
end
$$;

-- Gives a customer in the version that was read its trimmed key. Where another one has it, both stay as they are, and the
-- pair is listed; false then, and if it has another version.
create function customer_rekey(p_tenant text, p_customer bigint, p_version bigint, p_source text, p_source_id text,
	p_lock bigint) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	before customer;
	holder bigint;
	held boolean := pg_advisory_xact_lock(p_lock) is not null;
begin
	select c.* into before from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer for no key update;
	if not found or before.version <> p_version or not held then
		return false;
	end if;
	select c.customer_id into holder from customer c
		where c.tenant_id = p_tenant and c.source = p_source and c.source_id = p_source_id
			and c.language = before.language and c.customer_id <> p_customer;
	if holder is not null then
		perform key_duplicate_put(p_tenant, 'customer', before.source, p_customer::text, holder::text, 'source');
		return false;
	end if;
	update customer c set source = p_source, source_id = p_source_id, version = c.version + 1
	where c.tenant_id = p_tenant and c.customer_id = p_customer;
	return true;
end
$$;

do $$
declare
	r record;
begin
	for r in
		select c.tenant_id, c.directory_id, c.contact_id, trimmed(c.external_id) as id from contact c
		where is_untrimmed(c.external_id) and trimmed(c.external_id) <> ''
	loop
		begin
			update contact c set external_id = r.id
			where c.tenant_id = r.tenant_id and c.directory_id = r.directory_id and c.contact_id = r.contact_id;
		exception when unique_violation then
			perform key_duplicate_put(r.tenant_id, 'contact', r.directory_id::text, r.contact_id::text, (
				select c.contact_id::text from contact c
				where c.tenant_id = r.tenant_id and c.directory_id = r.directory_id and c.external_id = r.id
			), 'external id');
		end;
	end loop;
	for r in
		select a.tenant_id, a.connection_id, a.account_id, trimmed(a.source_id) as id from account a
		where is_untrimmed(a.source_id) and trimmed(a.source_id) <> ''
	loop
		begin
			update account a set source_id = r.id where a.tenant_id = r.tenant_id and a.account_id = r.account_id;
		exception when unique_violation then
			perform key_duplicate_put(r.tenant_id, 'account', r.connection_id, r.account_id::text, (
				select a.account_id::text from account a
				where a.tenant_id = r.tenant_id and a.connection_id = r.connection_id and a.source_id = r.id
			), 'source');
		end;
	end loop;
	for r in
		select c.tenant_id, c.customer_id, c.version, trimmed(c.source) as source, trimmed(c.source_id) as source_id
		from customer c
		where (is_untrimmed(c.source) or is_untrimmed(c.source_id)) and trimmed(c.source) <> '' and trimmed(c.source_id) <> ''
	loop
		perform customer_rekey(r.tenant_id, r.customer_id, r.version, r.source, r.source_id, 0);
	end loop;
end
$$;

-- the rule is in Java from here on
drop function trimmed;
drop function is_untrimmed;
