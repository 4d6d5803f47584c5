-- Whoever finds something wrong on the page of a service says so without an account. Nothing is kept of who said it: no name, no
-- address, no cookie. An editor looks and settles it.
create table listing_correction (
  id uuid primary key,
  listing uuid not null references listing (id),
  concerns text not null check (concerns in ('closed', 'phone', 'hours', 'address', 'other')),
  note text not null check (length(note) <= 1000),
  received_at timestamptz not null,
  settled_at timestamptz,
  outcome text check (outcome in ('true', 'not-true')),
  version integer not null default 1,
  check ((settled_at is null) = (outcome is null))
);
select protect('listing_correction');
create index on listing_correction (listing) where settled_at is null;
comment on table listing_correction is 'What anybody said is wrong with a listing, and whether an editor found it so.';
comment on column listing_correction.listing is 'The listing.';
comment on column listing_correction.concerns is 'What of it.';
comment on column listing_correction.note is 'In the words of whoever said so; may be empty.';
comment on column listing_correction.received_at is 'When it came.';
comment on column listing_correction.settled_at is 'When an editor settled it; null as long as it waits.';
comment on column listing_correction.outcome is 'Whether the editor found it so.';
comment on column listing_correction.version is 'Goes up by one with each change.';
grant select, insert, update (settled_at, outcome, version) on listing_correction to {login};
