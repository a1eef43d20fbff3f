-- Sessions of browsers last as long as they are used, but not for ever.

alter table user_session add column ends_at timestamptz;

comment on column user_session.ends_at is 'of a browser''s session when it is over however much it is used; null of any other';
