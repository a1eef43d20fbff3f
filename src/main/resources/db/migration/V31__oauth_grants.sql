-- People let applications act for them: the applications that registered themselves, and what was allowed.

alter table oauth_client add column redirect_uris text[] not null default '{}';

comment on column oauth_client.redirect_uris is 'where a browser may be sent back to; with none, nobody logs in for the client';

-- belongs to the service and not to a tenant: who logs in decides whose data the application gets at
create table oauth_registration (
	client_id text not null,
	name text not null,
	secret_hash text,
	redirect_uris text[] not null,
	scopes text[] not null,
	created_at timestamptz not null,
	used boolean not null default false,
	constraint oauth_registration_pk primary key (client_id),
	constraint oauth_registration_redirects_some check (cardinality(redirect_uris) > 0),
	constraint oauth_registration_scopes_some check (cardinality(scopes) > 0)
);

comment on column oauth_registration.secret_hash is 'null if it cannot keep a secret';
comment on column oauth_registration.used is 'whether somebody has logged in for it; if not, it is forgotten after a while';

-- finds what nobody has used, to remove it
create index oauth_registration_unused on oauth_registration (created_at) where not used;

create table oauth_grant (
	tenant_id text not null,
	grant_id uuid not null,
	user_id uuid not null,
	client_id text not null,
	scopes text[] not null,
	redirect_uri text not null,
	code_challenge text not null,
	token_hash bytea not null,
	redeemed boolean not null default false,
	expires_at timestamptz not null,
	constraint oauth_grant_pk primary key (tenant_id, grant_id),
	constraint oauth_grant_user_fk foreign key (tenant_id, user_id)
		references app_user (tenant_id, user_id) on delete cascade,
	constraint oauth_grant_scopes_some check (cardinality(scopes) > 0)
);

comment on table oauth_grant is 'what a user allowed a client; without its row none of its tokens is good';
comment on column oauth_grant.token_hash is 'SHA-256 of the one token that is good now: the code, then the newest refresh token';
comment on column oauth_grant.redeemed is 'whether that is a refresh token';

-- finds the grants that are over, to remove them
create index oauth_grant_expiry on oauth_grant (tenant_id, expires_at);

-- finds the grants of a user who is removed
create index oauth_grant_user on oauth_grant (tenant_id, user_id);
