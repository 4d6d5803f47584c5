-- Whether services go on in a crisis: what was said of each, public; how many contacts a month had, each service's own.
create table continuity_word (
  id uuid primary key,
  entry bigint generated always as identity,
  service uuid not null,
  service_name text not null,
  city text,
  region text,
  by text not null check (by in ('provider', 'authority')),
  state text not null check (state in ('open', 'reduced', 'moved', 'closed')),
  since timestamptz(3) not null,
  expected date,
  reasons text[] not null check (reasons <@ array['staff', 'medicines', 'premises', 'power-or-water', 'access', 'funding', 'safety',
    'order', 'other']),
  alternatives jsonb not null,
  said_at timestamptz(3) not null,
  stands boolean not null,
  stretch uuid not null,
  begun_at timestamptz(3) not null,
  first_said_at timestamptz(3) not null,
  named_at timestamptz(3),
  check (since <= said_at),
  check (by = 'provider' or stands),
  check (begun_at <= since and first_said_at <= said_at and named_at <= said_at)
);
select protect('continuity_word');
-- The last word of each side on a service, and the words after one.
create index on continuity_word (service, by, entry desc);
comment on column continuity_word.entry is 'In which order it was entered.';
comment on table continuity_word is 'Who said when that a service is open, reduced, moved or closed. Added, never changed; the newest counts.';
comment on column continuity_word.service is 'Id of the service in the directory.';
comment on column continuity_word.service_name is 'Its name there at that moment.';
comment on column continuity_word.city is 'Where it is listed.';
comment on column continuity_word.region is 'Where it is listed.';
comment on column continuity_word.by is 'Who runs it, or an authority.';
comment on column continuity_word.state is 'Open as usual, with less than usual, somewhere else, or closed.';
comment on column continuity_word.since is 'Since when.';
comment on column continuity_word.expected is 'The day on which it is expected to be open as usual.';
comment on column continuity_word.reasons is 'Why, as codes.';
comment on column continuity_word.alternatives is 'Where people may go instead, and within how many hours they are helped there.';
comment on column continuity_word.said_at is 'When it was said.';
comment on column continuity_word.stands is 'Whether it counted when it was said: an authority''s does; a provider''s unless an authority''s last word is of a severer state.';
comment on column continuity_word.stretch is 'Id of the first word of the stretch in which it stands so; closed and moved are one stretch.';
comment on column continuity_word.begun_at is 'Since when, by the earliest that was said of this stretch.';
comment on column continuity_word.first_said_at is 'When the first word of this stretch was said.';
comment on column continuity_word.named_at is 'When an alternative within 24 hours was first named in this stretch; null: none was.';
grant select, insert on continuity_word to {login};

create table continuity_volume (
  id uuid primary key,
  entry bigint generated always as identity,
  service uuid not null,
  service_name text not null,
  month date not null check (extract(day from month) = 1),
  contacts integer not null check (contacts >= 0),
  entered_at timestamptz(3) not null
);
select protect('continuity_volume');
create index on continuity_volume (service, month, entry);
comment on column continuity_volume.entry is 'In which order it was entered.';
comment on table continuity_volume is 'Contacts of a service in a month. Added, never changed; the last entered counts. No person stands in it.';
comment on column continuity_volume.service is 'Id of the service in the directory.';
comment on column continuity_volume.service_name is 'Its name there at that moment.';
comment on column continuity_volume.month is 'The first day of the month.';
comment on column continuity_volume.contacts is 'How many contacts it had.';
comment on column continuity_volume.entered_at is 'When that was entered.';
grant select, insert on continuity_volume to {login};

create table continuity_baseline (
  id uuid primary key,
  entry bigint generated always as identity,
  year integer not null check (year between 1990 and 2100),
  named_at timestamptz(3) not null
);
select protect('continuity_baseline');
comment on column continuity_baseline.entry is 'In which order it was entered.';
comment on table continuity_baseline is 'The year with whose months others are compared, as authorities named it; the last counts.';
comment on column continuity_baseline.year is 'The year.';
comment on column continuity_baseline.named_at is 'When it was named.';
grant select, insert on continuity_baseline to {login};

-- For sums without an actor: numbers alone, to which floors are applied before they are shown.
create policy counted on continuity_volume for select to current_user using (true);
create function contacts_beside(baseline integer, first date, beyond date)
  returns table (month date, services integer, contacts bigint, before bigint)
  language sql stable security definer set search_path from current
begin atomic
  with last as (select distinct on (v.service, v.month) v.service, v.month, v.contacts from continuity_volume v
    order by v.service, v.month, v.entry desc)
  select a.month, count(*)::integer, sum(a.contacts), sum(b.contacts) from last a
  join last b on b.service = a.service
    and b.month = make_date(baseline, extract(month from a.month)::integer, 1)
  where a.month >= first and a.month < beyond group by a.month;
end;
comment on function contacts_beside(integer, date, date) is 'Contacts of each month and of the same month of another year, of services that entered both.';
revoke execute on function contacts_beside(integer, date, date) from public;
grant execute on function contacts_beside(integer, date, date) to {login};
