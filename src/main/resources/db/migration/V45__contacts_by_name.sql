-- Under a policy that does not go by the name alone, those who have a name are read whole.

-- The contacts of a directory that have one of the names, but those that the name which is looked for does not mean. p_probes
-- are the keys of that name in the index: who is near it stands under at least one of them.
create function contact_named(p_tenant text, p_directory uuid, p_name_key text, p_probes bigint[], p_names text[])
	returns setof contact
language plpgsql volatile as $$
begin
	return query
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (array(
			select n.contact_id from contact_name n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = any (p_probes)
				and n.name_key = any (p_names)
				and n.contact_id <> all (array(
					select t.contact_id from contact_different t
					where t.tenant_id = p_tenant and t.directory_id = p_directory and t.name_key = p_name_key
				))
		));
end
$$;

-- As in V33, with the policy, which the receipt names unless it is that of the wire.
create or replace function history_put(p_tenant text, p_record uuid, p_version bigint, p_kind text, p_scope text, p_outcome text,
	p_at timestamptz, p_origin text[], p_receipt text, p_before jsonb, p_after jsonb, p_undoes bigint default null,
	p_sent_name text default null) returns boolean
language plpgsql volatile as $$
begin
	insert into history (tenant_id, record_id, version, kind, scope_id, outcome, at, client, source, wire, request_id, item,
		receipt, policy, before, after, undoes, sent_name)
	values (p_tenant, p_record, p_version, p_kind, p_scope, p_outcome, p_at, p_origin[1], p_origin[6], p_origin[2],
		p_origin[3], p_origin[4]::integer, p_receipt, coalesce(substring(p_receipt from 'policy=([a-z]+)'), 'seed'), p_before,
		p_after, p_undoes, p_sent_name);
	return true;
end
$$;
