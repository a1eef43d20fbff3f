-- Administration over HTTP: who changed what, and the secret that a client had before.

create table admin_audit (
	tenant_id text not null,
	audit_id uuid not null,
	at timestamptz not null,
	client text not null,
	request_id text not null,
	action text not null,
	kind text not null,
	subject text not null,
	before jsonb,
	after jsonb,
	-- in order of time, as the id begins with it
	constraint admin_audit_pk primary key (tenant_id, audit_id),
	constraint admin_audit_tenant_fk foreign key (tenant_id) references tenant (tenant_id)
);

comment on table admin_audit is 'what administrators have changed; written with the change, and never with a secret';

alter table oauth_client
	add column previous_hash text,
	add column previous_until timestamptz;

comment on column oauth_client.previous_hash is 'hash of the secret before the last rotation, good until previous_until';

alter table api_key add column name text;

comment on column api_key.name is 'what people call it; null if nobody has said';

