-- What a bank, a transfer service or a crypto provider watches: accounts and their payments. Its own alone, as orders are; and
-- within an organisation that sells and pays, who watches payments reads no orders, and the other way about.
create function watches_payments() returns boolean language sql stable parallel safe return
  actor_keys() && array[
    'role:' || actor_organisation() || ':suspicions:payments', 'role:' || actor_organisation() || ':suspicions:approver'];
comment on function watches_payments() is 'Whether this actor watches over the payments of its organisation.';

create table account (
  id uuid primary key,
  originator uuid not null,
  number text not null,
  name text not null,
  holder text not null check (holder in ('person', 'firm', 'unknown')),
  since timestamptz not null,
  unique (originator, number)
);
comment on table account is 'Accounts, cards and wallets of the payments that were brought in, own and of others.';
comment on column account.originator is 'The reporter.';
comment on column account.number is 'As the reporter numbers it.';
comment on column account.name is 'Of the holder, as it was said last.';
comment on column account.holder is 'Who holds it.';
comment on column account.since is 'Its first payment here.';
alter table account enable row level security;
alter table account force row level security;
create policy own on account
  using (originator = (select actor_organisation()) and (select watches_payments()))
  with check (originator = (select actor_organisation()) and (select watches_payments()));
grant select, insert, update (name, holder, since) on account to {login};

create table payment (
  id uuid primary key,
  originator uuid not null,
  ref text not null,
  at timestamptz not null,
  taken_at timestamptz not null,
  amount double precision not null check (amount > 0),
  debtor uuid not null references account (id),
  creditor uuid not null references account (id),
  content jsonb not null,
  digest bytea not null,
  unique (originator, ref)
);
comment on table payment is 'Payments that a reporter had judged.';
comment on column payment.originator is 'The reporter.';
comment on column payment.ref is 'The reporter’s own number: the same twice is one payment.';
comment on column payment.at is 'When it was booked.';
comment on column payment.taken_at is 'When it came in here.';
comment on column payment.amount is 'In the currency of the country; exactly as it came in content.';
comment on column payment.debtor is 'Account from which it was paid.';
comment on column payment.creditor is 'Account to which it was paid.';
comment on column payment.content is 'As it came, in the shape of payments/payment.ts.';
comment on column payment.digest is 'SHA-256 of content, by which the same payment sent again is known.';
create index on payment (debtor, at);
create index on payment (creditor, at);
create index on payment (originator, at);
create index on payment (originator, taken_at);
alter table payment enable row level security;
alter table payment force row level security;
create policy own on payment
  using (originator = (select actor_organisation()) and (select watches_payments()))
  with check (originator = (select actor_organisation()) and (select watches_payments()));
grant select, insert on payment to {login};
