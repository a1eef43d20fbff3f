-- People who log in, their sessions, and the failures that lock a login.

create table app_user (
	tenant_id text not null,
	user_id uuid not null,
	email_key text not null,
	password_hash text not null,
	scopes text[] not null,
	created_at timestamptz not null,
	constraint app_user_pk primary key (tenant_id, user_id),
	-- unique across tenants, against the rule of this schema: a login names no tenant, so the address alone must name
	-- the user; the login looks it up here
	constraint app_user_email_unique unique (email_key),
	constraint app_user_tenant_fk foreign key (tenant_id) references tenant (tenant_id),
	constraint app_user_email_length check (char_length(email_key) between 3 and 254),
	constraint app_user_scopes_some check (cardinality(scopes) > 0)
);

create table user_session (
	tenant_id text not null,
	token_hash bytea not null,
	user_id uuid not null,
	expires_at timestamptz not null,
	constraint user_session_pk primary key (tenant_id, token_hash),
	constraint user_session_user_fk foreign key (tenant_id, user_id)
		references app_user (tenant_id, user_id) on delete cascade
);

comment on column user_session.token_hash is 'SHA-256 of a token of 256 random bits: who reads it cannot log in';

-- finds the sessions that are over, to remove them
create index user_session_expiry on user_session (tenant_id, expires_at);

-- belongs to the service and not to a tenant: an address that nobody has is counted and locked like any other
create table login_failure (
	email_hash bytea not null,
	failures integer not null,
	until timestamptz not null,
	constraint login_failure_pk primary key (email_hash)
);

comment on column login_failure.email_hash is 'SHA-256 of the address, which may be a stranger''s';
comment on column login_failure.until is 'when the failures are forgotten, and the lock with them';

-- finds the failures that are forgotten, to remove them
create index login_failure_until on login_failure (until);

alter table contact
	add column created_by text,
	add column modified_by text;

comment on column contact.created_by is 'id of the user or client that created it, where the dialect remembers it';

-- lists what somebody created
create index contact_created_by_ix on contact (tenant_id, directory_id, created_by, contact_id)
	where created_by is not null;
