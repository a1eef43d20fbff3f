-- Jobs that can be halted, and what the finder of stored duplicates asks: for many contacts at once, who else may be them.

-- allowed: there are few jobs, as they are forgotten after a while
alter table job drop constraint job_state_known;
-- allowed: there are few jobs, as they are forgotten after a while
alter table job add constraint job_state_known check (state in ('running', 'paused', 'done', 'failed', 'cancelled'));

-- For some contacts of a tenant, others of their directories with a smaller id, and so older, that have something in common
-- with them by the index of evidence, as contact_probed has it; of each at most p_most, those with most first, and of a key at
-- most p_scan rows. "place" is that of the contact. A row without another one says that not all were looked at. "met_by" has
-- a bit for each family of keys by which it was met, and a fifth where a birth date has something of the address with it:
-- with the name that leaves out most, unread.
create function contacts_alike(p_tenant text, p_directories uuid[], p_contacts uuid[], p_homes bigint[], p_places integer[],
	p_families integer[], p_keys bigint[], p_letters bigint[], p_aparts integer[], p_surname_aparts integer[], p_scan integer,
	p_most integer) returns table (place integer, other_id uuid, met_by integer, other_name text)
language plpgsql stable set enable_seqscan = off as $$
begin
	return query
		with looked as (
			select w.place as record, w.family, p.nth, p.contact_id, p.letters, p.home, w.letters as wanted, w.apart,
				w.surname_apart, p_homes[w.place] as wanted_home,
				p.letters & 4294967295 as given, (p.letters >> 32) & 4294967295 as surname,
				w.letters & 4294967295 as wanted_given, (w.letters >> 32) & 4294967295 as wanted_surname
			from unnest(p_places, p_families, p_keys, p_letters, p_aparts, p_surname_aparts)
				as w (place, family, key, letters, apart, surname_apart)
			cross join lateral (
				select n.contact_id, n.letters, n.home, row_number() over () as nth from contact_probe n
				where n.tenant_id = p_tenant and n.directory_id = p_directories[w.place] and n.key = w.key
					and n.contact_id < p_contacts[w.place]
				limit p_scan
			) p
		), likened as (
			select l.record, l.contact_id, l.nth, case l.family
				when 3 then 8
				when 0 then case when bit_count((l.letters # l.wanted)::bit(64)) <= l.apart then 1 else 0 end
				else case when bit_count((l.given # l.wanted_given)::bit(64)) <= l.apart
						or bit_count((l.surname # l.wanted_surname)::bit(64)) <= l.surname_apart
						or bit_count((l.surname # l.wanted_given)::bit(64)) <= l.apart
						or bit_count((l.given # l.wanted_surname)::bit(64)) <= l.surname_apart
					then l.family * 2 else 0 end
				end | case when l.family = 1 and (
						((l.home # l.wanted_home) & 4294967295 = 0 and l.wanted_home & 4294967295 <> 0)
						or (bit_count((((l.home # l.wanted_home) >> 32) & 4294967295)::bit(64)) <= 2
							and l.home >> 32 <> 0 and l.wanted_home >> 32 <> 0))
					then 16 else 0 end as met_by
			from looked l
		), alike as (
			select l.record, l.contact_id, count(*) filter (where l.met_by > 0) as times, bit_or(l.met_by) as met_by,
				bool_or(l.nth = p_scan) as is_cut
			from likened l where l.met_by > 0 or l.nth = p_scan
			group by l.record, l.contact_id
		), ranked as (
			select a.record, a.contact_id, a.met_by,
				row_number() over (partition by a.record order by a.times desc, a.contact_id) as nth
			from alike a where a.times > 0
		)
		select r.record, r.contact_id, r.met_by, (
				select o.name_key from contact o
				where o.tenant_id = p_tenant and o.directory_id = p_directories[r.record] and o.contact_id = r.contact_id
			)
		from ranked r where r.nth <= p_most
		union all
		select distinct c.record, null::uuid, null::integer, null::text
		from (
			select r.record from ranked r where r.nth > p_most
			union all
			select a.record from alike a where a.is_cut
		) c;
end
$$;

-- The same by the names alone, with the name of the other one.
create function contacts_near(p_tenant text, p_directories uuid[], p_contacts uuid[], p_places integer[], p_keys bigint[],
	p_letters bigint[], p_aparts integer[], p_scan integer, p_most integer)
	returns table (place integer, other_id uuid, other_name text)
language plpgsql stable set enable_seqscan = off as $$
begin
	return query
		with looked as (
			select w.place as record, p.nth, p.contact_id, p.name_key,
				bit_count((p.letters # w.letters)::bit(64)) <= w.apart as is_alike
			from unnest(p_places, p_keys, p_letters, p_aparts) as w (place, key, letters, apart)
			cross join lateral (
				select n.contact_id, n.name_key, n.letters, row_number() over () as nth from contact_name n
				where n.tenant_id = p_tenant and n.directory_id = p_directories[w.place] and n.key = w.key
					and n.contact_id < p_contacts[w.place]
				limit p_scan
			) p
		), alike as (
			select l.record, l.contact_id, l.name_key, count(*) filter (where l.is_alike) as times,
				bool_or(l.nth = p_scan) as is_cut
			from looked l where l.is_alike or l.nth = p_scan
			group by l.record, l.contact_id, l.name_key
		), ranked as (
			select a.record, a.contact_id, a.name_key,
				row_number() over (partition by a.record order by a.times desc, a.contact_id) as nth
			from alike a where a.times > 0
		)
		select r.record, r.contact_id, r.name_key from ranked r where r.nth <= p_most
		union all
		select distinct c.record, null::uuid, null::text
		from (
			select r.record from ranked r where r.nth > p_most
			union all
			select a.record from alike a where a.is_cut
		) c;
end
$$;

-- Of pairs of contacts the other one, whole, unless it is known to be somebody else: it is not meant by the name of the one,
-- or somebody has said that the two differ. p_places are those of the ones among p_contacts.
create function contacts_paired(p_tenant text, p_directories uuid[], p_contacts uuid[], p_name_keys text[],
	p_places integer[], p_others uuid[]) returns table (place integer, stored contact)
language plpgsql stable set enable_seqscan = off as $$
begin
	return query
		select w.place, c.met from unnest(p_places, p_others) as w (place, other_id)
		cross join lateral (
			select o as met from contact o
			where o.tenant_id = p_tenant and o.directory_id = p_directories[w.place] and o.contact_id = w.other_id
			offset 0
		) c
		where not exists (
				select from contact_different t
				where t.tenant_id = p_tenant and t.directory_id = p_directories[w.place] and t.contact_id = w.other_id
					and t.name_key = p_name_keys[w.place]
			) and not exists (
				select from contact_review r
				where r.tenant_id = p_tenant and r.directory_id = p_directories[w.place]
					and least(r.record_id, r.other_id) = least(p_contacts[w.place], w.other_id)
					and greatest(r.record_id, r.other_id) = greatest(p_contacts[w.place], w.other_id)
					and r.state = 'different'
			);
end
$$;

-- Asks whether some contacts of a directory are each one of others that are there, pair by pair, but for those that are one
-- already and those of which any parts were asked about, whatever the answer; answers how many questions were made.
create function reviews_find(p_tenant text, p_directory uuid, p_reviews uuid[], p_records uuid[], p_others uuid[],
	p_rungs text[], p_evidence text[], p_whys text[], p_now timestamptz, p_origin text[]) returns integer
language plpgsql volatile as $$
declare
	pair record;
	one uuid;
	other uuid;
	ones uuid[];
	others uuid[];
	asked integer := 0;
begin
	perform merges_lock(p_tenant, p_directory);
	for pair in
		select q.* from unnest(p_reviews, p_records, p_others, p_rungs, p_evidence, p_whys)
			with ordinality as q (review_id, record_id, other_id, rung, evidence, why, place)
		order by q.place
	loop
		select s.survivor_id into one from contact_survivor(p_tenant, pair.record_id) s;
		select s.survivor_id into other from contact_survivor(p_tenant, pair.other_id) s;
		continue when one is null or other is null or one = other;
		ones := contact_parts(p_tenant, p_directory, one);
		others := contact_parts(p_tenant, p_directory, other);
		continue when exists (
			select from contact_review r
			where r.tenant_id = p_tenant and r.directory_id = p_directory and r.record_id = any (ones) and r.other_id = any (others)
		) or exists (
			select from contact_review r
			where r.tenant_id = p_tenant and r.directory_id = p_directory and r.record_id = any (others) and r.other_id = any (ones)
		);
		insert into contact_review (tenant_id, review_id, directory_id, record_id, other_id, rung, evidence, why, asked_at, client)
		values (p_tenant, pair.review_id, p_directory, pair.record_id, pair.other_id, pair.rung, pair.evidence::jsonb, pair.why,
			p_now, p_origin[1])
		on conflict do nothing;
		if found then
			asked := asked + 1;
		end if;
	end loop;
	return asked;
end
$$;
