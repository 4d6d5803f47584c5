-- What a firm watches: its customers and their orders. A firm's own alone, whoever asks: an organisation reads the rows that
-- are its own and only through those who watch there, so no audience is kept with each of a million rows.
create function watches() returns boolean language sql stable parallel safe return
  actor_keys() && array[
    'role:' || actor_organisation() || ':suspicions:analyst', 'role:' || actor_organisation() || ':suspicions:approver'];
comment on function watches() is 'Whether this actor watches over the orders of its organisation.';

create table customer (
  id uuid primary key,
  originator uuid not null,
  name text not null,
  country text not null,
  sector text not null,
  since timestamptz not null,
  domains text[] not null
);
comment on table customer is 'Customers of a firm, the same however they are spelt.';
comment on column customer.originator is 'The firm.';
comment on column customer.name is 'As it was spelt first.';
comment on column customer.country is 'ISO 3166-1; never scores.';
comment on column customer.sector is 'ISIC Rev. 4; empty: not known.';
comment on column customer.since is 'Its first order, or since when the firm says it knows it.';
comment on column customer.domains is 'Domains of mail that it wrote from.';
alter table customer enable row level security;
alter table customer force row level security;
create policy own on customer using (originator = (select actor_organisation()) and (select watches()))
  with check (originator = (select actor_organisation()) and (select watches()));
grant select, insert, update (sector, since, domains) on customer to {login};

-- By what a customer is known again, and what it shares with others.
create table customer_key (
  originator uuid not null,
  key text not null,
  customer uuid not null references customer (id),
  primary key (originator, key, customer)
);
comment on table customer_key is 'By what customers of a firm are known again, and what they have in common.';
comment on column customer_key.originator is 'The firm.';
comment on column customer_key.key is 'Kind and value, as `orders/same.ts` makes them.';
comment on column customer_key.customer is 'The customer.';
create index on customer_key (customer);
alter table customer_key enable row level security;
alter table customer_key force row level security;
create policy own on customer_key using (originator = (select actor_organisation()) and (select watches()))
  with check (originator = (select actor_organisation()) and (select watches()));
grant select, insert on customer_key to {login};

create table sale (
  id uuid primary key,
  originator uuid not null,
  ref text not null,
  at timestamptz not null,
  taken_at timestamptz not null,
  customer uuid not null references customer (id),
  sector text not null,
  kilograms double precision not null,
  kinds text[] not null,
  outcome text not null check (outcome in ('pass', 'alert', 'hold')),
  content jsonb not null,
  digest bytea not null,
  unique (originator, ref)
);
comment on table sale is 'Orders and inquiries that a firm had judged.';
comment on column sale.originator is 'The firm.';
comment on column sale.ref is 'The firm’s own number: the same twice is one order.';
comment on column sale.at is 'When it came in at the firm.';
comment on column sale.taken_at is 'When it came in here.';
comment on column sale.customer is 'Who ordered.';
comment on column sale.sector is 'Of the customer then.';
comment on column sale.kilograms is 'Of goods under control or watched; kilograms or litres.';
comment on column sale.kinds is 'Kinds of goods that were recognised.';
comment on column sale.outcome is 'As it was judged.';
comment on column sale.content is 'As it came, in the shape of orders/order.ts.';
comment on column sale.digest is 'SHA-256 of content, by which the same order sent again is known.';
create index on sale (customer, at);
create index on sale (originator, sector) include (kilograms) where kilograms > 0;
alter table sale enable row level security;
alter table sale force row level security;
create policy own on sale using (originator = (select actor_organisation()) and (select watches()))
  with check (originator = (select actor_organisation()) and (select watches()));
grant select, insert on sale to {login};
