-- Whether listings are right is asked by telephone: listings are drawn at random, somebody calls and writes down what was true. No
-- appointment is taken from anybody, and nothing is kept of who answered.
create table listing_call (
  id uuid primary key,
  listing uuid not null references listing (id),
  country text not null,
  drawn_at timestamptz not null,
  asked text[] not null,
  called_at timestamptz,
  answers jsonb,
  is_exact boolean,
  is_functional boolean,
  version integer not null default 1,
  check (num_nulls(called_at, answers, is_exact, is_functional) in (0, 4)),
  check (not is_exact or is_functional)
);
select protect('listing_call');
create index on listing_call (listing, drawn_at desc);
create index on listing_call (originator, drawn_at) where called_at is null;
create index on listing_call (called_at) where called_at is not null;
comment on table listing_call is 'Test calls: whether what a listing says was true on a day.';
comment on column listing_call.listing is 'The listing.';
comment on column listing_call.country is 'ISO 3166-1 alpha-2, where it was when it was drawn.';
comment on column listing_call.drawn_at is 'When it was drawn.';
comment on column listing_call.asked is 'Fields that the listing says something of, and that are asked for.';
comment on column listing_call.called_at is 'When somebody called; null while nobody did.';
comment on column listing_call.answers is 'Answer to each question of calls/script.ts.';
comment on column listing_call.is_exact is 'Whether every field that was asked for was right.';
comment on column listing_call.is_functional is 'Whether the listing was good enough to reach help.';
comment on column listing_call.version is 'Goes up by one with each change.';
grant select, insert, update (called_at, answers, is_exact, is_functional, version) on listing_call to {login};
