-- Somebody says that what is an alias of a contact, or of what has become part of it, is none.

-- Takes it away; says whether there was one. It is a write of the contact, so that another one that has read the aliases
-- before comes too late, and its entry has the alias, which comes back when that is undone.
create function contact_alias_remove(p_tenant text, p_contact uuid, p_kind text, p_value text, p_now timestamptz,
	p_origin text[]) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
declare
	home uuid;
	whole uuid;
	parts uuid[];
	held contact;
	gone boolean := false;
begin
	select s.directory_id, s.survivor_id into home, whole from contact_survivor(p_tenant, p_contact) s;
	parts := contact_parts(p_tenant, home, whole);
	perform contacts_hold(p_tenant, home, parts);
	for held in
		select c.* from contact c
		where c.tenant_id = p_tenant and c.directory_id = home and c.contact_id = any (parts) order by c.contact_id
	loop
		delete from contact_alias a
		where a.tenant_id = p_tenant and a.directory_id = home and a.kind = p_kind and a.value = p_value
			and a.contact_id = held.contact_id;
		if found then
			gone := true;
			perform contact_joined(p_tenant, home, held.contact_id, held.merged_into, 'updated', p_now, p_origin,
				jsonb_build_object('aliases', jsonb_build_array(p_kind || ':' || p_value)), '{}', null);
			insert into contact_unprobed (tenant_id, directory_id, contact_id)
			select p_tenant, home, held.contact_id
			where exists (select from match_policy m where m.tenant_id = p_tenant and m.policy = 'corroborated')
			on conflict do nothing;
		end if;
	end loop;
	return gone;
end
$$;
