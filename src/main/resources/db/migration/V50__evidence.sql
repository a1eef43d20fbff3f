-- The policy by which whatever is known of a person counts, and the index in which those are found of whom as much is known.
-- Only tenants of which a policy asks for it have rows here: no other statement writes them.

-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy drop constraint match_policy_policy_known;
-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy add constraint match_policy_policy_known
	check (policy in ('seed', 'guarded', 'corroborated', 'keys'));
alter table match_policy add column complete boolean not null default true;
alter table match_policy add column asked_at timestamptz not null default now();

comment on column match_policy.complete is 'whether all contacts of the tenant stand in contact_probe, so that the policy counts';
comment on column match_policy.asked_at is 'since when they are to be kept there';

-- The index of evidence: what the class Probes makes of a contact. Of a name that can be parted in two ways there are two
-- rows under a key. The primary key covers the look: who has too little in common is left out without a visit to the contact.
create table contact_probe (
	tenant_id text not null,
	directory_id uuid not null,
	key bigint not null,
	contact_id uuid not null,
	letters bigint not null,
	home bigint not null,
	constraint contact_probe_pk primary key (tenant_id, directory_id, key, contact_id, letters) include (home),
	constraint contact_probe_contact_fk foreign key (tenant_id, directory_id, contact_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade
);

-- for the rows of one contact, by the id alone as in contact_name, and made after the other, so that no plan for few rows
-- takes that
create index contact_probe_contact_ix on contact_probe (contact_id);

-- Contacts whose rows there are not those of now: a function has written them that does not know the keys.
create table contact_unprobed (
	tenant_id text not null,
	directory_id uuid not null,
	contact_id uuid not null,
	constraint contact_unprobed_pk primary key (tenant_id, directory_id, contact_id),
	constraint contact_unprobed_contact_fk foreign key (tenant_id, directory_id, contact_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade
);

-- Gives contacts their rows in the index in place of those they had. p_of has for each row the place of its contact.
create function contact_probes_put(p_tenant text, p_directories uuid[], p_contacts uuid[], p_of integer[], p_keys bigint[],
	p_letters bigint[], p_homes bigint[]) returns boolean
language plpgsql volatile set enable_seqscan = off as $$
begin
	delete from contact_probe p
	where p.tenant_id = p_tenant and p.directory_id = any (p_directories) and p.contact_id = any (p_contacts)
		and not exists (
			select from unnest(p_of, p_keys, p_letters, p_homes) as r (place, key, letters, home)
			where p.contact_id = p_contacts[r.place] and p.key = r.key and p.letters = r.letters and p.home = r.home
		);
	insert into contact_probe (tenant_id, directory_id, key, contact_id, letters, home)
	select p_tenant, p_directories[r.place], r.key, p_contacts[r.place], r.letters, r.home
	from unnest(p_of, p_keys, p_letters, p_homes) as r (place, key, letters, home)
	on conflict do nothing;
	delete from contact_unprobed u
	where u.tenant_id = p_tenant and u.directory_id = any (p_directories) and u.contact_id = any (p_contacts);
	return true;
end
$$;

-- The write of V33, and with it the rows in the index of evidence.
create function contact_write(p_tenant text, p_directory uuid, p_kind text, p_contact uuid, p_version bigint,
	p_full_name text, p_name_key text, p_name_keys bigint[], p_letters bigint, p_email text, p_email_key text,
	p_email_status text, p_language text, p_external_id text, p_attributes text, p_author text, p_now timestamptz,
	p_locks bigint[], p_exclusive boolean[], p_email_keys text[], p_external_ids text[], p_seen uuid[],
	p_flushed_later boolean, p_key_version integer, p_origin text[], p_probes bigint[], p_probe_letters bigint[],
	p_probe_homes bigint[]) returns table (outcome text, stored contact)
language plpgsql volatile as $$
declare
	written record;
	kept boolean;
begin
	for written in
		select w.outcome, w.stored from contact_write(p_tenant, p_directory, p_kind, p_contact, p_version, p_full_name,
			p_name_key, p_name_keys, p_letters, p_email, p_email_key, p_email_status, p_language, p_external_id,
			p_attributes, p_author, p_now, p_locks, p_exclusive, p_email_keys, p_external_ids, p_seen, p_flushed_later,
			p_key_version, p_origin) w
	loop
		outcome := written.outcome;
		stored := written.stored;
		if outcome in ('created', 'updated') then
			kept := contact_probes_put(p_tenant, array[p_directory], array[p_contact],
				array_fill(1, array[cardinality(p_probes)]), p_probes, p_probe_letters, p_probe_homes);
		end if;
		return next;
	end loop;
end
$$;

-- The contacts of a directory that have something in common with who is looked for, whole, at most p_most, those with most
-- first; a family of keys says what (see Probes). Not more than p_scan rows of a key are looked at. 'crowd' has one of those
-- who were left out by the one bound or the other; 'unprobed' is answered alone, by the contacts that have to get their
-- rows first. Who is not meant by the name that is looked for is left out.
create function contact_probed(p_tenant text, p_directory uuid, p_name_key text, p_families integer[], p_keys bigint[],
	p_letters bigint[], p_aparts integer[], p_surname_aparts integer[], p_home bigint, p_scan integer, p_most integer)
	returns table (what text, stored contact)
language plpgsql volatile set enable_seqscan = off as $$
declare
	met uuid[];
	crowded integer;
begin
	what := 'unprobed';
	for stored in
		select c.* from contact_unprobed u
		join contact c on c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = u.contact_id
		where u.tenant_id = p_tenant and u.directory_id = p_directory
		limit p_most
	loop
		return next;
	end loop;
	if found then
		return;
	end if;
	with looked as materialized (
		select w.place, w.family, p.nth, p.contact_id, p.letters, p.home, w.letters as wanted, w.apart, w.surname_apart,
			p.letters & 4294967295 as given, (p.letters >> 32) & 4294967295 as surname,
			w.letters & 4294967295 as wanted_given, (w.letters >> 32) & 4294967295 as wanted_surname
		from unnest(p_families, p_keys, p_letters, p_aparts, p_surname_aparts)
			with ordinality as w (family, key, letters, apart, surname_apart, place)
		cross join lateral (
			select n.contact_id, n.letters, n.home, row_number() over () as nth from contact_probe n
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = w.key
			limit p_scan
		) p
	), alike as (
		select l.contact_id, count(*) as times from looked l
		where (l.family = 3
				or (l.family = 0 and bit_count((l.letters # l.wanted)::bit(64)) <= l.apart)
				or (l.family in (1, 2) and (
					bit_count((l.given # l.wanted_given)::bit(64)) <= l.apart
					or bit_count((l.surname # l.wanted_surname)::bit(64)) <= l.surname_apart
					or bit_count((l.surname # l.wanted_given)::bit(64)) <= l.apart
					or bit_count((l.given # l.wanted_surname)::bit(64)) <= l.surname_apart))
				or (l.family = 1 and (
					((l.home # p_home) & 4294967295 = 0 and p_home & 4294967295 <> 0)
					or (bit_count((((l.home # p_home) >> 32) & 4294967295)::bit(64)) <= 2
						and l.home >> 32 <> 0 and p_home >> 32 <> 0))))
			and l.contact_id <> all (array(
				select t.contact_id from contact_different t
				where t.tenant_id = p_tenant and t.directory_id = p_directory and t.name_key = p_name_key
			))
		group by l.contact_id
	)
	select array(select a.contact_id from alike a order by a.times desc, a.contact_id limit p_most + 1),
			(select l.place::integer from looked l where l.nth = p_scan limit 1)
		into met, crowded;
	what := 'crowd';
	if cardinality(met) > p_most then
		select c.* into stored from contact c
			where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = met[p_most + 1];
		return next;
		met := met[1:p_most];
	elsif crowded is not null then
		select c.* into stored from contact_probe n
			join contact c on c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = n.contact_id
			where n.tenant_id = p_tenant and n.directory_id = p_directory and n.key = p_keys[crowded]
				and n.contact_id <> all (met)
			limit 1;
		return next;
	end if;
	what := 'contact';
	return query
		select 'contact', c from contact c
		where c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = any (met);
end
$$;

-- contact_undo as it is, but that it leaves a contact for the index, and that it knows the receipts of evidence, as does
-- contact_history, which notes the name that was sent.
-- allowed: replaces functions by such as answer the older instance as before
do $$
declare
	undo text := (select pg_get_functiondef(p.oid) from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'contact_undo');
	history text := (select pg_get_functiondef(p.oid) from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'contact_history');
begin
	undo := replace(undo, 'root.receipt like ''by=name%''',
		'(root.receipt like ''by=name%'' or root.receipt like ''by=evidence%'')');
	undo := replace(undo, '	if back.name_key is distinct from here.name_key then
		delete from contact_name n', '	insert into contact_unprobed (tenant_id, directory_id, contact_id)
	select p_tenant, book, back.contact_id
	where exists (select from match_policy m where m.tenant_id = p_tenant and m.policy = ''corroborated'')
	on conflict do nothing;
	if back.name_key is distinct from here.name_key then
		delete from contact_name n');
	history := replace(history, 'p_receipt like ''by=name%''',
		'(p_receipt like ''by=name%'' or p_receipt like ''by=evidence%'')');
	if position('contact_unprobed' in undo) = 0 or position('by=evidence' in undo) = 0
		or position('by=evidence' in history) = 0
	then
		raise exception 'contact_undo or contact_history is not as it was';
	end if;
	execute undo;
	execute history;
end
$$;
