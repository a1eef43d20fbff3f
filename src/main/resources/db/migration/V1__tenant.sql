create table tenant (
    tenant_id        text        not null,
    company_book     uuid        not null,
    default_language text        not null default 'EN',
    created_at       timestamptz not null default now(),
    constraint tenant_pk primary key (tenant_id),
    constraint tenant_id_form check (tenant_id ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    constraint tenant_default_language_form check (default_language ~ '^[A-Z]{2}$')
);

comment on column tenant.company_book is 'id of the directory that holds the contacts of the tenant as a whole';

-- a set of contacts: the company book of a tenant, or the contacts of a connection or of an account
create table directory (
    tenant_id    text not null,
    directory_id uuid not null,
    kind         text not null,
    constraint directory_pk primary key (tenant_id, directory_id),
    constraint directory_tenant_fk foreign key (tenant_id) references tenant (tenant_id),
    constraint directory_kind_known check (kind in ('company_book', 'connection', 'account'))
);

create table connection (
    tenant_id     text        not null,
    connection_id text        not null,
    provider      text        not null,
    directory_id  uuid        not null,
    created_at    timestamptz not null default now(),
    -- finds the connection that a request names
    constraint connection_pk primary key (tenant_id, connection_id),
    constraint connection_directory_fk foreign key (tenant_id, directory_id)
        references directory (tenant_id, directory_id),
    constraint connection_id_form check (connection_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$'),
    constraint connection_provider_known check (provider in ('native', 'hubspot', 'salesforce'))
);

create table oauth_client (
    tenant_id   text        not null,
    client_id   text        not null,
    secret_hash text        not null,
    scopes      text[]      not null,
    created_at  timestamptz not null default now(),
    revoked_at  timestamptz,
    constraint oauth_client_pk primary key (tenant_id, client_id),
    -- unique across tenants, against the rule of this schema: the token endpoint knows no tenant
    -- before it knows the client, so the client id alone must name it; the endpoint looks it up here
    constraint oauth_client_id_unique unique (client_id),
    constraint oauth_client_tenant_fk foreign key (tenant_id) references tenant (tenant_id),
    constraint oauth_client_id_form check (client_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
    constraint oauth_client_scopes_some check (cardinality(scopes) > 0)
);

-- belongs to the service and not to a tenant: tokens of all tenants are signed with the same key
create table signing_key (
    kid        text        not null,
    jwk        text        not null,
    created_at timestamptz not null default now(),
    constraint signing_key_pk primary key (kid)
);

comment on column signing_key.jwk is 'private JWK as JSON: whoever reads this column can sign tokens';
