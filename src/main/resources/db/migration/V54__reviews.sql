-- The questions whether two contacts are one person, which somebody answers.

create table contact_review (
	tenant_id text not null,
	review_id uuid not null,
	directory_id uuid not null,
	record_id uuid not null,
	other_id uuid not null,
	rung text not null,
	evidence jsonb not null,
	why text not null,
	state text not null default 'open',
	asked_at timestamptz not null,
	client text not null,
	decided_at timestamptz,
	decided_by text,
	constraint contact_review_pk primary key (tenant_id, review_id),
	constraint contact_review_record_fk foreign key (tenant_id, directory_id, record_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade,
	constraint contact_review_other_fk foreign key (tenant_id, directory_id, other_id)
		references contact (tenant_id, directory_id, contact_id) on delete cascade,
	constraint contact_review_state_known check (state in ('open', 'same', 'different'))
);

-- two are asked about once; read those of a state in the order in which they were asked; find those about a contact
create unique index contact_review_once_uq on contact_review (tenant_id, directory_id, least(record_id, other_id),
	greatest(record_id, other_id));
create index contact_review_state_ix on contact_review (tenant_id, state, review_id);
create index contact_review_record_ix on contact_review (tenant_id, directory_id, record_id);
create index contact_review_other_ix on contact_review (tenant_id, directory_id, other_id);

comment on column contact_review.record_id is 'that which was created in doubt';
comment on column contact_review.other_id is 'that which it may be';
comment on column contact_review.rung is 'why it is in doubt, in a word';
comment on column contact_review.state is 'open, same or different';

-- allowed: a tenant has 1,000 rows at most, and they are read once in ten seconds
alter table match_policy drop constraint match_policy_on_doubt_known,
	add constraint match_policy_on_doubt_known check (on_doubt in ('refuse', 'create', 'review'));

-- Asks whether a contact is one of some others, once for each whom they are shown as; answers the questions that were made.
create function reviews_ask(p_tenant text, p_directory uuid, p_record uuid, p_reviews uuid[], p_others uuid[], p_rungs text[],
	p_evidence text[], p_whys text[], p_now timestamptz, p_origin text[]) returns uuid[]
language plpgsql volatile as $$
declare
	asked uuid[];
begin
	with made as (
		insert into contact_review (tenant_id, review_id, directory_id, record_id, other_id, rung, evidence, why, asked_at, client)
		select p_tenant, o.review_id, p_directory, p_record, o.other_id, o.rung, o.evidence::jsonb, o.why, p_now, p_origin[1]
		from (
			select distinct on (coalesce(c.merged_into, c.contact_id)) q.* from unnest(p_reviews, p_others, p_rungs, p_evidence, p_whys)
				with ordinality as q (review_id, other_id, rung, evidence, why, place)
			join contact c on c.tenant_id = p_tenant and c.directory_id = p_directory and c.contact_id = q.other_id
			order by coalesce(c.merged_into, c.contact_id), q.place
		) o
		on conflict do nothing
		returning review_id
	)
	select array_agg(m.review_id order by m.review_id) into asked from made m;
	return coalesce(asked, '{}');
end
$$;

-- One question of a tenant, or those after one, of one state or of all, with what is shown of both contacts.
create function reviews_read(p_tenant text, p_review uuid, p_state text, p_after uuid, p_size integer)
	returns table (review contact_review, record_shown uuid, record_fields jsonb, other_shown uuid, other_fields jsonb)
language plpgsql stable as $$
declare
	ids uuid[] := array[p_review];
begin
	if p_review is null and p_state is null then
		ids := array(
			select w.review_id from contact_review w where w.tenant_id = p_tenant and w.review_id > p_after
			order by w.review_id limit p_size
		);
	elsif p_review is null then
		ids := array(
			select w.review_id from contact_review w
			where w.tenant_id = p_tenant and w.state = p_state and w.review_id > p_after
			order by w.state, w.review_id limit p_size
		);
	end if;
	return query
		select r, one.contact_id, coalesce(one.shown, contact_fields(one)), other.contact_id,
			coalesce(other.shown, contact_fields(other))
		from contact_review r
		cross join lateral contact_survivor(p_tenant, r.record_id) a
		join contact one on one.tenant_id = p_tenant and one.directory_id = r.directory_id and one.contact_id = a.survivor_id
		cross join lateral contact_survivor(p_tenant, r.other_id) b
		join contact other on other.tenant_id = p_tenant and other.directory_id = r.directory_id
			and other.contact_id = b.survivor_id
		where r.tenant_id = p_tenant and r.review_id = any (ids)
		order by r.review_id;
end
$$;

-- Closes the questions about a contact, and all that it is one with, that need no answer any more: the two have become one,
-- or some that they are one with are known to differ. Answers which.
create function reviews_settle(p_tenant text, p_directory uuid, p_contact uuid, p_now timestamptz, p_origin text[])
	returns uuid[]
language plpgsql volatile as $$
declare
	ours uuid[];
	theirs uuid[];
	asked contact_review;
	known text;
	closed uuid[] := '{}';
begin
	ours := contact_parts(p_tenant, p_directory, (select s.survivor_id from contact_survivor(p_tenant, p_contact) s));
	for asked in
		select r.* from contact_review r
		where r.tenant_id = p_tenant and r.directory_id = p_directory and r.record_id = any (ours) and r.state = 'open'
		union
		select r.* from contact_review r
		where r.tenant_id = p_tenant and r.directory_id = p_directory and r.other_id = any (ours) and r.state = 'open'
		order by review_id
	loop
		theirs := contact_parts(p_tenant, p_directory, (
			select s.survivor_id
			from contact_survivor(p_tenant, case when asked.record_id = any (ours) then asked.other_id else asked.record_id end) s
		));
		known := case when theirs && ours then 'same' when exists (
			select from contact_review d
			where d.tenant_id = p_tenant and d.directory_id = p_directory and d.state = 'different'
				and (d.record_id = any (ours) and d.other_id = any (theirs)
					or d.other_id = any (ours) and d.record_id = any (theirs))
		) then 'different' end;
		if known is not null then
			update contact_review r set state = known, decided_at = p_now, decided_by = p_origin[1]
			where r.tenant_id = p_tenant and r.review_id = asked.review_id;
			closed := closed || asked.review_id;
		end if;
	end loop;
	return closed;
end
$$;

-- Keeps it that two differ: what was asked about any of them, and said to be the same, is no more; and nobody is asked again.
create function reviews_differ(p_tenant text, p_directory uuid, p_ones uuid[], p_others uuid[], p_pair contact_merge,
	p_now timestamptz, p_origin text[]) returns uuid[]
language plpgsql volatile as $$
begin
	update contact_review r set state = 'different', decided_at = p_now, decided_by = p_origin[1]
	where r.tenant_id = p_tenant and r.directory_id = p_directory and r.state <> 'different'
		and (r.record_id = any (p_ones) and r.other_id = any (p_others)
			or r.other_id = any (p_ones) and r.record_id = any (p_others));
	insert into contact_review (tenant_id, review_id, directory_id, record_id, other_id, rung, evidence, why, state, asked_at,
		client, decided_at, decided_by)
	values (p_tenant, p_pair.merge_id, p_directory, p_pair.merged_id, p_pair.survivor_id, 'unmerged', '{}',
		'They were merged, and taken apart again.', 'different', p_now, p_origin[1], p_now, p_origin[1])
	on conflict do nothing;
	return reviews_settle(p_tenant, p_directory, p_pair.merged_id, p_now, p_origin);
end
$$;

-- Answers a question, and closes what follows from that. "state" is decided; there, if that was the answer before; other, if
-- another was; or unknown. Of two that are the same the one that was there survives.
create function review_decide(p_tenant text, p_review uuid, p_decision text, p_merge uuid, p_now timestamptz, p_origin text[])
	returns table (state text, closed uuid[])
language plpgsql volatile as $$
declare
	asked contact_review;
	ones uuid[];
	others uuid[];
begin
	closed := '{}';
	state := 'unknown';
	select r.* into asked from contact_review r where r.tenant_id = p_tenant and r.review_id = p_review;
	if not found then
		return next;
		return;
	end if;
	perform merges_lock(p_tenant, asked.directory_id);
	select r.* into asked from contact_review r where r.tenant_id = p_tenant and r.review_id = p_review for update;
	if not found then
		return next;
		return;
	end if;
	if asked.state <> 'open' then
		state := case when asked.state = p_decision then 'there' else 'other' end;
		return next;
		return;
	end if;
	if p_decision = 'same' then
		select m.closed into closed
		from contact_merge(p_tenant, p_merge, asked.other_id, asked.record_id, p_now, p_origin) m;
	else
		ones := contact_parts(p_tenant, asked.directory_id,
			(select s.survivor_id from contact_survivor(p_tenant, asked.other_id) s));
		others := contact_parts(p_tenant, asked.directory_id,
			(select s.survivor_id from contact_survivor(p_tenant, asked.record_id) s));
		update contact_review r set state = 'different', decided_at = p_now, decided_by = p_origin[1]
		where r.tenant_id = p_tenant and r.review_id = p_review;
		perform contacts_differ(p_tenant, asked.directory_id, ones, others);
		closed := p_review || reviews_settle(p_tenant, asked.directory_id, asked.record_id, p_now, p_origin);
	end if;
	state := 'decided';
	return next;
end
$$;
