-- Collections of other systems that are fetched over TAXII 2.1, what was received from them, and what was refused of it.
create table feed (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  address text not null check (length(address) <= 1000),
  collection text not null check (length(collection) between 1 and 200),
  username text not null default '' check (length(username) <= 200),
  key bytea not null,
  least smallint not null check (least between 0 and 4),
  reaches uuid[] not null check (cardinality(reaches) between 1 and 100),
  status text not null default 'active' check (status in ('active', 'paused')),
  added_after text,
  next text check (length(next) <= 4000),
  page_size smallint not null default 100,
  next_try timestamptz not null,
  failures integer not null default 0,
  trouble text,
  heard_at timestamptz,
  made_at timestamptz not null,
  version integer not null default 1
);
select protect('feed');
comment on table feed is 'Collections of other systems that are fetched over TAXII 2.1.';
comment on column feed.name is 'What its keeper calls it.';
comment on column feed.address is 'Of the API root, such as https://host/taxii2/root/.';
comment on column feed.collection is 'Id or alias of the collection.';
comment on column feed.username is 'For HTTP Basic; empty where the key goes as a bearer.';
comment on column feed.key is 'The key, sealed for this row.';
comment on column feed.least is 'The lowest marking that anything of it is given here.';
comment on column feed.reaches is 'Organisations for whose officers and readers it is received.';
comment on column feed.status is 'Whether it is fetched.';
comment on column feed.added_after is 'What was added later is still to be fetched, as the other side writes it.';
comment on column feed.next is 'The other side''s opaque cursor within a round that has not ended.';
comment on column feed.page_size is 'Objects asked for at once; fewer after a page that was too large.';
comment on column feed.next_try is 'When it is fetched next.';
comment on column feed.failures is 'Rounds that failed one after another.';
comment on column feed.trouble is 'Code of what went wrong last; null where nothing did.';
comment on column feed.heard_at is 'When the other side last answered as it should.';
comment on column feed.made_at is 'When it was configured.';
comment on column feed.version is 'Goes up by one with each change of its keeper.';
-- The rounds run as the node, in the name of the organisation that keeps the feed.
grant select, insert, update (status, added_after, next, page_size, next_try, failures, trouble, heard_at, version)
  on feed to {login};

create table received (
  id uuid primary key,
  feed uuid not null references feed,
  stix_id text not null check (length(stix_id) <= 300),
  type text not null,
  name text not null,
  modified text,
  made_by text,
  added text,
  object jsonb not null,
  received_at timestamptz not null,
  unique (feed, stix_id)
);
select protect('received');
comment on table received is 'Objects that came from a feed, each in its latest version.';
comment on column received.feed is 'Where it came from.';
comment on column received.stix_id is 'Its own id there: type--UUID.';
comment on column received.type is 'Its type, such as incident.';
comment on column received.name is 'What it calls itself; empty where it has no name.';
comment on column received.modified is 'The version, as it says itself.';
comment on column received.made_by is 'Who made it, as it says itself.';
comment on column received.added is 'When the other side says that the page with it was added.';
comment on column received.object is 'The object as it came.';
comment on column received.received_at is 'When this version came.';
-- A later version is never for more people than an earlier one: what the node reads as it fetches, it may only raise.
create index on received (received_at desc, id desc);
grant select, insert, update (type, name, modified, made_by, added, object, received_at, marking) on received to {login};

create table feed_refusal (
  id uuid primary key,
  feed uuid not null references feed,
  at timestamptz not null,
  stix_id text not null check (length(stix_id) <= 300),
  place text not null check (length(place) <= 200),
  code text not null,
  why text not null check (length(why) <= 300)
);
select protect('feed_refusal');
comment on table feed_refusal is 'Objects of a feed that were refused, with the reason.';
comment on column feed_refusal.feed is 'Of which feed.';
comment on column feed_refusal.at is 'When.';
comment on column feed_refusal.stix_id is 'Its id, as far as it had one.';
comment on column feed_refusal.place is 'Where in the object.';
comment on column feed_refusal.code is 'Code of the reason.';
comment on column feed_refusal.why is 'The reason in words, without content.';
create index on feed_refusal (feed, at desc);
grant select, insert on feed_refusal to {login};
