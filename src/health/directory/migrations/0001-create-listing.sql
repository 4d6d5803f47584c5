-- Services that help people who use drugs and those close to them, for everybody to find without an account. A listing is
-- what HSDS 3.0 calls a service at a location. Nobody who looks is in any table here: what was asked for is not kept. What a
-- listing does not say is null, and never false: whoever seeks help must not be told no where nobody knows.
create table listing (
  id uuid primary key,
  source text not null check (source in ('own', 'samhsa', 'findtreatment', 'hsds', 'csv', 'data-inclusion')),
  source_name text not null default '' check (length(source_name) <= 100),
  source_key text not null,
  source_digest text not null,
  content jsonb not null,
  name text not null check (length(name) between 1 and 300),
  city_key text,
  region_key text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  opens tstzmultirange,
  doubtful tstzmultirange,
  opens_until timestamptz,
  opens_by text,
  ages int4multirange,
  terms text[] not null,
  languages text[],
  confirmed_on date,
  listed_at timestamptz not null,
  changed_at timestamptz not null,
  edited_at timestamptz,
  left_at timestamptz,
  ended_at timestamptz,
  reason text,
  merged_into uuid references listing (id),
  said jsonb,
  gone_at timestamptz,
  version integer not null default 1,
  check (merged_into is null or ended_at is not null),
  check (merged_into <> id),
  check ((latitude is null) = (longitude is null)),
  check (num_nulls(opens, doubtful, opens_until, opens_by) in (0, 4)),
  check ((ended_at is null) = (reason is null))
);
select protect('listing');
-- Nothing says that two firms of one name are one: what a source calls by one name in one region is taken for one.
alter table listing add column organization_id uuid generated always as (case when content->>'organization' <> '' then
  md5(originator::text || '|' || source || '|' || country || '|' || coalesce(region_key, '') || '|'
    || lower(content->>'organization'))::uuid end) stored;
-- Whoever can be called comes first. Read out of its text at each search, it was half of what a search costs.
alter table listing add column has_phone boolean not null generated always as (content->'phones'->0 is not null) stored;
-- Near a place its services are few: to look through their words is quicker than to look up everybody's that has the word.
alter table listing add column named text[] not null default '{}';
create index on listing (organization_id);
create unique index on listing (originator, source, source_name, source_key);
comment on table listing is 'Services at their locations, as everybody may find them.';
comment on column listing.source is 'own: written here; else the file that it was imported from.';
comment on column listing.source_name is 'Which of several files of one kind: each says of its own rows alone which are gone. Empty: the only one.';
comment on column listing.source_key is 'What it is known by in its source; of an own one its id.';
comment on column listing.source_digest is 'SHA-256 of what the source said, to see whether it says something else later.';
comment on column listing.content is 'The listing in the shape of contract.ts: organization, service, location, phones, schedules.';
comment on column listing.organization_id is 'Whose service it is; null where its listing names nobody.';
comment on column listing.has_phone is 'Whether a telephone number of it is known.';
comment on column listing.named is 'Words by which it is found, as the search files them.';
comment on column listing.name is 'Of the service.';
comment on column listing.city_key is 'Its city in small letters without accents; null where it has no place of its own.';
comment on column listing.region_key is 'The same of its region or state.';
comment on column listing.country is 'ISO 3166-1 alpha-2.';
comment on column listing.latitude is 'WGS 84; null where not known or not public.';
comment on column listing.longitude is 'WGS 84.';
comment on column listing.opens is 'When it is open, some weeks ahead: by its hours, its zone and the public holidays; null where hours are not known.';
comment on column listing.doubtful is 'When it may be open: public holidays of which nobody said what it does then.';
comment on column listing.opens_until is 'Up to when opens and doubtful were made out; they are made anew before.';
comment on column listing.opens_by is 'Of which public holidays they were made: a digest.';
comment on column listing.ages is 'Ages in years of whom it is for; null where not known.';
comment on column listing.terms is 'Ids of reference/service-taxonomy.csv that are known to be true of it.';
comment on column listing.languages is 'Languages spoken there; null where not known.';
comment on column listing.confirmed_on is 'The day on which somebody last confirmed it; null where nobody did.';
comment on column listing.listed_at is 'Since when it is listed here.';
comment on column listing.changed_at is 'When it last changed.';
comment on column listing.edited_at is 'When somebody here last wrote into it; an import leaves such a one as it stands.';
comment on column listing.left_at is 'When its source no longer had it; null while it does.';
comment on column listing.ended_at is 'When it was withdrawn.';
comment on column listing.reason is 'Why it was withdrawn.';
comment on column listing.merged_into is 'The listing that stands for it since a person said that both are one service; what its source says is still kept here.';
comment on column listing.said is 'What its own source says, where fields of another listing stand in content; null where none do.';
comment on column listing.gone_at is 'When its own source no longer had it, while one that was merged into it still does.';
comment on column listing.version is 'Goes up by one with each change.';
create index on listing (merged_into) where merged_into is not null;
create index on listing (latitude, longitude);
create index on listing (city_key, region_key);
create index on listing (region_key);
create index on listing (originator, name, id);
create index on listing (changed_at);
grant select, insert, update (source_digest, content, name, named, city_key, region_key, country, latitude, longitude, opens,
  doubtful, opens_until, opens_by, ages, terms, languages, confirmed_on, changed_at, edited_at, left_at, ended_at, reason, merged_into, said, gone_at, version) on listing to {login};

create table listing_import (
  id uuid primary key,
  source text not null,
  source_name text not null default '' check (length(source_name) <= 100),
  sha256 text not null,
  report jsonb not null,
  at timestamptz not null
);
select protect('listing_import');
comment on table listing_import is 'Files that were imported, and what came of each.';
comment on column listing_import.source is 'Which kind of file.';
comment on column listing_import.source_name is 'Which of several files of that kind; empty: the only one.';
comment on column listing_import.sha256 is 'Of its bytes.';
comment on column listing_import.report is 'How many were added, changed, the same, back and gone, and which rows were refused and why.';
comment on column listing_import.at is 'When.';
create index on listing_import (at desc, id desc);
grant select, insert on listing_import to {login};
