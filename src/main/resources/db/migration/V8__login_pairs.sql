-- What failed logins lock is an account at a network address; the account as a whole is only slowed down. Everything is
-- found by the account, which a distributed table is spread by.

create table login_pair (
	email_hash bytea not null,
	network_hash bytea not null,
	failures integer not null default 0,
	failures_until timestamptz not null default '-infinity',
	known_until timestamptz not null default '-infinity',
	turn_at timestamptz,
	kept_until timestamptz not null,
	constraint login_pair_pk primary key (email_hash, network_hash)
);

comment on table login_pair is 'an account, whether or not somebody has it, at one network address';
comment on column login_pair.email_hash is 'SHA-256 of the address of the account, which may be a stranger''s';
comment on column login_pair.failures_until is 'when the failures are forgotten, and the lock with them';
comment on column login_pair.known_until is 'until when somebody who logged in from there is no stranger there';
comment on column login_pair.turn_at is 'when a stranger who had to wait may try; null if none waits';

-- finds what is forgotten, to remove it
create index login_pair_kept on login_pair (kept_until);

create table login_allowance (
	email_hash bytea not null,
	payer text not null,
	spent_until timestamptz not null,
	constraint login_allowance_pk primary key (email_hash, payer),
	constraint login_allowance_payer_known check (payer in ('known', 'strangers'))
);

comment on table login_allowance is 'what is left of the failures that an account may have, from all addresses';
comment on column login_allowance.spent_until is 'when all that was used up has come back';

-- finds what has come back whole, to remove it
create index login_allowance_spent on login_allowance (spent_until);

drop table login_failure;
