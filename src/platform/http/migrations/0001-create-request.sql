-- A request that was sent twice, by a double click or after a lost answer, has its effect once: the key that the caller
-- gave is written in the transaction of the effect, with the answer, and a second one with the same key gets that answer.
create table request (
  account text not null,
  key text not null check (length(key) between 8 and 200),
  sha256 bytea not null,
  answer jsonb not null,
  made_at timestamptz not null default now(),
  primary key (account, key)
);
comment on table request is 'Requests with an Idempotency-Key and what was answered to them, for a day.';
comment on column request.account is 'Who asked; keys of others are never met.';
comment on column request.key is 'The Idempotency-Key as given.';
comment on column request.sha256 is 'Of what was asked, so that a key cannot be used for something else.';
comment on column request.answer is 'The outcome as it was answered.';
comment on column request.made_at is 'When it was first answered.';
alter table request enable row level security;
alter table request force row level security;
create policy own on request
  using ('account:' || account = any ((select actor_keys())::text[]))
  with check ('account:' || account = any ((select actor_keys())::text[]));
grant select, insert on request to {login};
