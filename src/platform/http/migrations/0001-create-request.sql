-- A request that was sent twice, by a double click or after a lost answer, has its effect once: the key that the caller
-- gave is written in the transaction of the effect, with the answer, and a second one with the same key gets that answer.
create table request (
  account text not null,
  organisation uuid not null,
  key text not null check (length(key) between 8 and 200),
  sha256 bytea not null,
  answer jsonb not null,
  made_at timestamptz not null default now(),
  primary key (account, organisation, key)
);
comment on table request is 'Requests with an Idempotency-Key and what was answered to them, for a day.';
comment on column request.account is 'Who asked; keys of others are never met.';
comment on column request.organisation is 'For which organisation: what was answered at one desk is not told at another.';
comment on column request.key is 'The Idempotency-Key as given.';
comment on column request.sha256 is 'Of what was asked, so that a key cannot be used for something else.';
comment on column request.answer is 'The outcome as it was answered.';
comment on column request.made_at is 'When it was first answered.';
alter table request enable row level security;
alter table request force row level security;
create policy own on request
  using (organisation = (select actor_organisation()) and 'account:' || account = any ((select actor_keys())::text[]))
  with check (organisation = (select actor_organisation()) and 'account:' || account = any ((select actor_keys())::text[]));
grant select, insert on request to {login};

-- An answer holds what the record said: it must not outlive its day, whoever comes back or not.
create index on request (made_at);
create policy forgotten on request to current_user using (made_at < now() - interval '1 day');
create function forget_requests() returns void language sql security definer set search_path from current
begin atomic
  delete from request where made_at < now() - interval '1 day';
end;
comment on function forget_requests() is 'Takes away answers that are older than a day.';
revoke execute on function forget_requests() from public;
grant execute on function forget_requests() to {login};
