create sequence customer_id_seq;

create table customer (
	tenant_id text not null,
	customer_id bigint not null default nextval('customer_id_seq'),
	source text not null,
	source_id text not null,
	language text not null,
	debtor_id text,
	first_name text,
	middle_name text,
	last_name text,
	abbreviation text,
	title text,
	date_of_birth date,
	gender text,
	ssn text,
	phone text,
	email text,
	parent_id bigint,
	addresses jsonb not null,
	fingerprint bytea,
	version bigint not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	-- no foreign key to the tenant: thousands of inserts a second would all lock its one row
	constraint customer_pk primary key (tenant_id, customer_id),
	-- the identity, and how a bulk finds its customers
	constraint customer_identity_uq unique (tenant_id, source, source_id, language),
	constraint customer_parent_fk foreign key (tenant_id, parent_id) references customer (tenant_id, customer_id),
	constraint customer_language_code check (language ~ '^[A-Z]{2}$'),
	constraint customer_gender_known check (gender in ('m', 'f', 'u')),
	constraint customer_addresses_list check (jsonb_typeof(addresses) = 'array')
);

alter sequence customer_id_seq owned by customer.customer_id;

comment on column customer.fingerprint is
	'hash of the bulk item whose effect this row is, so that the same item again is known without being read; '
	'null where the row is more than one item''s effect';

-- finds the children of a customer that is deleted
create index customer_parent_ix on customer (tenant_id, parent_id) where parent_id is not null;

-- A connection keeps its plans, and one that was made while the table was small would read a whole tenant for each key
-- when it no longer is: on a few rows a sequential scan, or any index that leads with the tenant, costs as little as the
-- right one. So lookups by key ask for the order of the identity's index and forbid scans and sorts: no other plan is left.
create function customer_trace(tenant text, sources text[], source_ids text[])
	returns table (n bigint, customer_id bigint, language text, fingerprint bytea)
language sql stable set enable_seqscan = off set enable_sort = off as $$
	select k.n, c.customer_id, c.language, c.fingerprint
	from unnest(sources, source_ids) with ordinality as k (source, source_id, n)
	cross join lateral (
		select * from customer f
		where f.tenant_id = tenant and f.source = k.source and f.source_id = k.source_id
		order by f.language offset 0
	) c
$$;

create function customer_by_keys(tenant text, sources text[], source_ids text[]) returns setof customer
language sql stable set enable_seqscan = off set enable_sort = off as $$
	select c.*
	from unnest(sources, source_ids) as k (source, source_id)
	cross join lateral (
		select * from customer f
		where f.tenant_id = tenant and f.source = k.source and f.source_id = k.source_id
		order by f.language offset 0
	) c
$$;

create function customer_by_ids(tenant text, ids bigint[]) returns setof customer
language sql stable set enable_seqscan = off as $$
	select * from customer where tenant_id = tenant and customer_id = any (ids)
$$;

-- Writes customers, each in a transaction of its own, in one round trip. A record without an id is inserted, unless its
-- identity (where "alone": any language of it) has come meanwhile; one with an id is updated, unless its version has
-- moved. written[i] is then its id or null; refused[i] is the SQLSTATE if the database refused it. The commits do not
-- wait for the disk: the caller must see to it that the log is flushed before it acknowledges any of them.
create procedure customer_write(tenant text, written_at timestamptz, ids bigint[], versions bigint[], alone boolean[],
	sources text[], source_ids text[], languages text[], debtor_ids text[], first_names text[], middle_names text[],
	last_names text[], abbreviations text[], titles text[], dates_of_birth text[], genders text[], ssns text[],
	phones text[], emails text[], parent_ids bigint[], address_lists text[], fingerprints bytea[],
	inout written bigint[], inout refused text[])
language plpgsql as $$
declare
	r record;
	id bigint;
	problem text;
	present text[];
begin
	for r in select * from unnest(ids, versions, alone, sources, source_ids, languages, debtor_ids, first_names,
			middle_names, last_names, abbreviations, titles, dates_of_birth, genders, ssns, phones, emails, parent_ids,
			address_lists, fingerprints)
		as t (customer_id, version, alone, source, source_id, language, debtor_id, first_name, middle_name, last_name,
			abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses, fingerprint)
	loop
		id := null;
		problem := null;
		perform set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
			set_config('enable_sort', 'off', true);
		begin
			if r.customer_id is null then
				-- a record without a language may be created only where there is none in any language
				perform pg_advisory_xact_lock(hashtextextended(tenant || chr(1) || r.source || chr(1) || r.source_id, 3));
				present := array(select c.language from customer c where c.tenant_id = tenant and c.source = r.source
					and c.source_id = r.source_id order by c.language);
				if not (r.language = any (present) or (r.alone and cardinality(present) > 0)) then
					insert into customer (tenant_id, source, source_id, language, debtor_id, first_name, middle_name,
						last_name, abbreviation, title, date_of_birth, gender, ssn, phone, email, parent_id, addresses,
						fingerprint, version, created_at, updated_at)
					values (tenant, r.source, r.source_id, r.language, r.debtor_id, r.first_name, r.middle_name,
						r.last_name, r.abbreviation, r.title, r.date_of_birth::date, r.gender, r.ssn, r.phone, r.email,
						r.parent_id, r.addresses::jsonb, r.fingerprint, 1, written_at, written_at)
					returning customer_id into id;
				end if;
			else
				update customer c set source = r.source, source_id = r.source_id, language = r.language,
					debtor_id = r.debtor_id, first_name = r.first_name, middle_name = r.middle_name,
					last_name = r.last_name, abbreviation = r.abbreviation, title = r.title,
					date_of_birth = r.date_of_birth::date, gender = r.gender, ssn = r.ssn, phone = r.phone,
					email = r.email, parent_id = r.parent_id, addresses = r.addresses::jsonb,
					fingerprint = r.fingerprint, version = c.version + 1, updated_at = written_at
				where c.tenant_id = tenant and c.customer_id = r.customer_id and c.version = r.version
				returning c.customer_id into id;
			end if;
		exception when others then
			id := null;
			problem := sqlstate;
		end;
		commit;
		written := array_append(written, id);
		refused := array_append(refused, problem);
	end loop;
end
$$;
