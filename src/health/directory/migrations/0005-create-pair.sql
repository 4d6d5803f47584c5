-- Two listings that may mean one service. A program finds them and a person decides, field by field; it can be taken back. What
-- was decided not to be one is kept too, so that nobody is asked again.
create table listing_pair (
  id uuid primary key,
  a uuid not null references listing (id),
  b uuid not null references listing (id),
  score real not null check (score between 0 and 1),
  reasons text[] not null,
  found_at timestamptz not null,
  state text not null check (state in ('open', 'different', 'same')),
  decided_at timestamptz,
  kept uuid,
  taken text[] not null default '{}',
  version integer not null default 1,
  unique (a, b),
  check (a < b),
  check (kept is null or kept in (a, b)),
  check ((state = 'same') = (kept is not null)),
  check ((state = 'open') = (decided_at is null))
);
select protect('listing_pair');
create index on listing_pair (b);
create index on listing_pair (originator, score desc, id) where state = 'open';
comment on table listing_pair is 'Pairs of listings that may be one service, and what a person decided.';
comment on column listing_pair.a is 'The one with the lower id.';
comment on column listing_pair.b is 'The other one.';
comment on column listing_pair.score is 'How alike they are: duplicates/alike.ts.';
comment on column listing_pair.reasons is 'Why, as codes.';
comment on column listing_pair.found_at is 'When it was last found so.';
comment on column listing_pair.state is 'open: nobody decided yet.';
comment on column listing_pair.decided_at is 'When a person decided.';
comment on column listing_pair.kept is 'Of the same: which of them stands for both.';
comment on column listing_pair.taken is 'Of the same: fields that stand as the other one says them.';
comment on column listing_pair.version is 'Goes up by one with each change.';
grant select, insert, update (score, reasons, found_at, state, decided_at, kept, taken, version), delete on listing_pair to {login};
