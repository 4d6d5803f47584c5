-- Programs of organisations that are told what happens, at addresses of their own. A subscription sees what the account that
-- made it may see; what is sent is asked of the one predicate again, in that account's seat.
create table webhook (
  id uuid primary key,
  account uuid not null,
  url text not null check (length(url) <= 1000),
  kinds text[] not null check (cardinality(kinds) between 1 and 50),
  secret bytea not null,
  old_secret bytea,
  old_until timestamptz,
  status text not null default 'active' check (status in ('active', 'paused', 'disabled')),
  place bigint not null,
  trouble text,
  failing_since timestamptz,
  made_at timestamptz not null,
  version integer not null default 1,
  check ((old_secret is null) = (old_until is null))
);
select protect('webhook');
comment on table webhook is 'Addresses that are told what happens.';
comment on column webhook.account is 'Whoever made it: it is told what this account may see.';
comment on column webhook.url is 'Where it is told.';
comment on column webhook.kinds is 'Kinds of events.';
comment on column webhook.secret is 'What signs, sealed for this row.';
comment on column webhook.old_secret is 'What signed before, and still does for a day.';
comment on column webhook.old_until is 'Until then.';
comment on column webhook.status is 'Whether it is told anything.';
comment on column webhook.place is 'The place of the last event that it was asked about.';
comment on column webhook.trouble is 'Code of what went wrong last.';
comment on column webhook.failing_since is 'Since when nothing went well.';
comment on column webhook.made_at is 'When.';
comment on column webhook.version is 'Goes up by one with each change of its maker.';
grant select, insert, update (secret, old_secret, old_until, status, place, trouble, failing_since, version)
  on webhook to {login};

create table webhook_delivery (
  id uuid primary key,
  webhook uuid not null references webhook,
  event uuid not null,
  kind text not null,
  record uuid not null,
  at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'dead')),
  tries integer not null default 0,
  next_try timestamptz not null,
  trouble text,
  unique (webhook, event)
);
select protect('webhook_delivery');
comment on table webhook_delivery is 'Events on their way to an address; gone when they arrived.';
comment on column webhook_delivery.id is 'The webhook-id, the same for each try.';
comment on column webhook_delivery.webhook is 'To whom.';
comment on column webhook_delivery.event is 'The event.';
comment on column webhook_delivery.kind is 'Its kind.';
comment on column webhook_delivery.record is 'The record that it happened to.';
comment on column webhook_delivery.at is 'When it happened.';
comment on column webhook_delivery.status is 'Waiting for the next try, or dead after the last.';
comment on column webhook_delivery.tries is 'How often it was tried.';
comment on column webhook_delivery.next_try is 'When it is tried next.';
comment on column webhook_delivery.trouble is 'Code of what went wrong last.';
create policy gone on webhook_delivery for delete using (originator = (select actor_organisation()));
create index on webhook_delivery (next_try) where status = 'waiting';
grant select, insert, update (status, tries, next_try, trouble), delete on webhook_delivery to {login};
