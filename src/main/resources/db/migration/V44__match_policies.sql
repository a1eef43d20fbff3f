-- How the upserts of a tenant, or of one of its directories, are matched; without a row as the wire promises.

create table match_policy (
	tenant_id text not null,
	scope text not null,
	policy text not null,
	on_doubt text not null,
	request_may_choose boolean not null,
	region text,
	constraint match_policy_pk primary key (tenant_id, scope),
	constraint match_policy_tenant_fk foreign key (tenant_id) references tenant (tenant_id) on delete cascade,
	constraint match_policy_scope_known check (scope in ('tenant', 'book') or scope ~ '^(account|connection):'),
	constraint match_policy_policy_known check (policy in ('seed', 'guarded', 'keys')),
	constraint match_policy_on_doubt_known check (on_doubt in ('refuse', 'create')),
	constraint match_policy_region_code check (region ~ '^[A-Z]{2}$')
);

comment on column match_policy.scope is 'tenant, book, account:<id> or connection:<id>; the nearest counts';
comment on column match_policy.region is 'where national phone numbers are from';
