-- What a post or a marketplace watches: parcels and listings, and what they have in common. Its own alone, as orders are; each leg
-- has people of its own, also within one organisation.
create function watches_items(leg text) returns boolean language sql stable parallel safe return
  actor_keys() && array['role:' || actor_organisation() || ':suspicions:' || leg || 's',
    'role:' || actor_organisation() || ':suspicions:approver'];
comment on function watches_items(text) is 'Whether this actor watches over the parcels, or the listings, of its organisation.';

create table item (
  id uuid primary key,
  originator uuid not null,
  leg text not null check (leg in ('parcel', 'listing')),
  ref text not null,
  at timestamptz not null,
  taken_at timestamptz not null,
  outcome text not null check (outcome in ('pass', 'alert', 'hold')),
  goods text[] not null,
  content jsonb not null,
  digest bytea not null,
  unique (originator, leg, ref)
);
comment on table item is 'Parcels and listings that a carrier or a marketplace had judged.';
comment on column item.originator is 'The carrier or the marketplace.';
comment on column item.leg is 'Whether it is a parcel or a listing.';
comment on column item.ref is 'Its own number: the same twice is one.';
comment on column item.at is 'When it was accepted or put up.';
comment on column item.taken_at is 'When it came in here.';
comment on column item.outcome is 'As it was judged.';
comment on column item.goods is 'Ids of goods under control or watched that were recognised.';
comment on column item.content is 'As it came, in the shape of parcels/parcel.ts or listings/listing.ts.';
comment on column item.digest is 'SHA-256 of content, by which the same sent again is known.';
create index on item (originator, leg, taken_at);
alter table item enable row level security;
alter table item force row level security;
create policy own_parcels on item using (leg = 'parcel' and originator = (select actor_organisation()) and (select watches_items('parcel')))
  with check (leg = 'parcel' and originator = (select actor_organisation()) and (select watches_items('parcel')));
create policy own_listings on item using (leg = 'listing' and originator = (select actor_organisation()) and (select watches_items('listing')))
  with check (leg = 'listing' and originator = (select actor_organisation()) and (select watches_items('listing')));
grant select, insert on item to {login};

create table item_key (
  originator uuid not null,
  leg text not null check (leg in ('parcel', 'listing')),
  key text not null,
  at timestamptz not null,
  item uuid not null references item (id),
  primary key (originator, leg, key, at, item)
);
comment on table item_key is 'What parcels, or listings, have in common: an address, a sender, a seller, a contact, part of a picture.';
comment on column item_key.originator is 'The carrier or the marketplace.';
comment on column item_key.leg is 'Whether it is of a parcel or of a listing.';
comment on column item_key.key is 'Kind and value, as parcels/parcels.ts and listings/listings.ts make them.';
comment on column item_key.at is 'When it was accepted or put up.';
comment on column item_key.item is 'The parcel or the listing.';
alter table item_key enable row level security;
alter table item_key force row level security;
create policy own_parcels on item_key
  using (leg = 'parcel' and originator = (select actor_organisation()) and (select watches_items('parcel')))
  with check (leg = 'parcel' and originator = (select actor_organisation()) and (select watches_items('parcel')));
create policy own_listings on item_key
  using (leg = 'listing' and originator = (select actor_organisation()) and (select watches_items('listing')))
  with check (leg = 'listing' and originator = (select actor_organisation()) and (select watches_items('listing')));
grant select, insert on item_key to {login};
