-- An order, an account, a parcel or a listing at which somebody looks, what was decided of it, and refusals. The firm's own.
create table alert (
  id uuid primary key,
  leg text not null check (leg in ('order', 'payment', 'parcel', 'listing')),
  sale uuid unique references sale (id),
  customer uuid references customer (id),
  account uuid references account (id),
  payment uuid references payment (id),
  item uuid unique references item (id),
  name text not null,
  ref text not null,
  at timestamptz not null,
  status text not null check (status in ('open', 'held', 'refusing', 'released', 'reduced', 'refused',
    'labelled', 'stopped', 'appealed')),
  score integer not null,
  found jsonb not null,
  judgement jsonb not null,
  assigned uuid,
  due_at timestamptz,
  reported_at timestamptz,
  finding text check (finding in ('nothing', 'drugs', 'precursor', 'equipment', 'other')),
  steps jsonb not null default '[]',
  version integer not null default 1,
  check ((leg = 'order') = (num_nonnulls(sale, customer) = 2) and (leg = 'payment') = (num_nonnulls(account, payment) = 2)),
  check ((leg in ('parcel', 'listing')) = (item is not null)),
  check (num_nonnulls(sale, customer, account, payment) = case when leg in ('order', 'payment') then 2 else 0 end),
  check (leg in ('parcel', 'listing') or status not in ('labelled', 'stopped', 'appealed'))
);
select protect('alert');
comment on table alert is 'Orders, accounts, parcels and listings at which somebody looks, and what was decided.';
comment on column alert.leg is 'Of what it is.';
comment on column alert.sale is 'The order.';
comment on column alert.customer is 'Who ordered.';
comment on column alert.account is 'The account.';
comment on column alert.payment is 'The payment by which it was found.';
comment on column alert.item is 'The parcel or the listing.';
comment on column alert.name is 'Of the customer or the holder, as it was given.';
comment on column alert.ref is 'The firm’s own number of the order or of the account.';
comment on column alert.at is 'When it was found.';
comment on column alert.status is 'Where it stands.';
comment on column alert.score is 'Sum of weights.';
comment on column alert.found is 'What its lines are.';
comment on column alert.judgement is 'How it was judged: reasons, typologies, and what would have to be otherwise.';
comment on column alert.assigned is 'Account of who took it.';
comment on column alert.due_at is 'Until when it has to be reported, where it is to be.';
comment on column alert.reported_at is 'When it first was.';
comment on column alert.finding is 'What was found in it or behind it, by class; null: not known.';
comment on column alert.steps is 'What was done, when, by whom and why.';
comment on column alert.version is 'Goes up by one with each change.';
create index on alert (originator, status, score desc, at desc, id desc);
-- One at a time of an account: what is found while somebody looks weighs on the same.
create unique index on alert (account) where status in ('open', 'held', 'refusing');
create index on alert (account, at);
grant select, insert, update (status, score, judgement, payment, assigned, reported_at, finding, steps, version) on alert to {login};

create table refusal (
  id uuid primary key,
  alert uuid not null references alert (id),
  customer uuid references customer (id),
  account uuid references account (id),
  status text not null
    check (status in ('proposed', 'declined', 'in-force', 'appealed', 'upheld', 'lifted')),
  content jsonb not null,
  flags text[] not null,
  until_on date not null,
  proposed_by uuid not null,
  agreed_by uuid,
  agreed_at timestamptz,
  decided_at timestamptz,
  certificate text,
  salt text,
  check (num_nonnulls(customer, account) = 1),
  check (agreed_by is distinct from proposed_by),
  check ((agreed_by is null) = (status in ('proposed', 'declined'))),
  check ((certificate is null) = (agreed_by is null) and (salt is null) = (agreed_by is null))
);
select protect('refusal');
comment on table refusal is 'Refusals to supply a customer, by two persons, that end within a year.';
comment on column refusal.alert is 'The alert from which it came.';
comment on column refusal.customer is 'Who is refused.';
comment on column refusal.account is 'Whose account is refused.';
comment on column refusal.status is 'Where it stands; that it is over is told by until_on.';
comment on column refusal.content is 'Scope, basis, good faith and the words to the customer.';
comment on column refusal.flags is 'Red flags on which it rests.';
comment on column refusal.until_on is 'Its last day.';
comment on column refusal.proposed_by is 'Account of the first person.';
comment on column refusal.agreed_by is 'Account of the second.';
comment on column refusal.agreed_at is 'When the second agreed.';
comment on column refusal.decided_at is 'When an appeal was decided.';
comment on column refusal.certificate is 'Signed by the node, as it was given out.';
comment on column refusal.salt is 'What opens the commitment of the certificate.';
create unique index on refusal (alert) where status <> 'declined';
create index on refusal (customer) where agreed_by is not null;
grant select, insert, update (status, agreed_by, agreed_at, decided_at, certificate, salt) on refusal to {login};
