-- What restricts the liberty of people in a place: that somebody was held or shut in, without a word that tells who; and whether
-- people may leave, on which law they are kept where not. The first is for the place and those who watch over it, the second public.
create table restraint (
  id uuid primary key,
  service uuid not null,
  service_name text not null,
  kind text not null check (kind in ('held', 'mechanical', 'medicine', 'seclusion')),
  reason text not null check (reason in ('own-safety', 'safety-of-others', 'order', 'punishment', 'other')),
  authorised_by text not null check (authorised_by in ('doctor', 'nurse', 'other-professional', 'manager', 'nobody')),
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  injury text not null check (injury in ('yes', 'no', 'unknown')),
  entered_at timestamptz(3) not null,
  reviewed_at timestamptz(3),
  withdrawn_at timestamptz(3),
  withdrawn_for text check (withdrawn_for in ('twice', 'wrong')),
  version integer not null default 1,
  check (ended_at >= began_at),
  check (began_at <= entered_at),
  check (reviewed_at is null or ended_at is not null),
  check ((withdrawn_at is null) = (withdrawn_for is null))
);
select protect('restraint');
create index on restraint (service, began_at);
comment on table restraint is 'The register of restraint and seclusion of each place. A row is never removed, and no person stands in it.';
comment on column restraint.service is 'Id of the service in the directory.';
comment on column restraint.service_name is 'Its name there when it was entered.';
comment on column restraint.kind is 'Held by hands, by means, by a medicine, or shut in alone.';
comment on column restraint.reason is 'Class of the reason that was given; those that no law allows are among them, or nobody would enter them.';
comment on column restraint.authorised_by is 'The role of who authorised it; never a name.';
comment on column restraint.began_at is 'When it began.';
comment on column restraint.ended_at is 'When it ended; null: not, or nobody entered it.';
comment on column restraint.injury is 'Whether anybody was injured.';
comment on column restraint.entered_at is 'When it was entered.';
comment on column restraint.reviewed_at is 'When the place reviewed it afterwards.';
comment on column restraint.withdrawn_at is 'When the place said that the entry does not hold; it stays.';
comment on column restraint.withdrawn_for is 'Entered twice, or wrong.';
comment on column restraint.version is 'Goes up by one with each change.';
grant select, insert, update (ended_at, injury, reviewed_at, withdrawn_at, withdrawn_for, version) on restraint to {login};

create table liberty_statement (
  id uuid primary key,
  service uuid not null,
  service_name text not null,
  by text not null check (by in ('provider', 'overseer')),
  can_leave text not null check (can_leave in ('yes', 'no')),
  bases text[] not null check (bases <@ array['sentence', 'remand', 'court-order', 'health-law', 'guardian', 'administrative',
    'immigration', 'other-law']),
  stated_at timestamptz(3) not null,
  check (can_leave = 'no' or cardinality(bases) = 0)
);
select protect('liberty_statement');
create index on liberty_statement (service, stated_at);
comment on table liberty_statement is 'Who said when whether people may leave a place, and on which law they are held where not. Added, never changed.';
comment on column liberty_statement.service is 'Id of the service in the directory.';
comment on column liberty_statement.service_name is 'Its name there at that moment.';
comment on column liberty_statement.by is 'The place itself, or somebody who watches over it.';
comment on column liberty_statement.can_leave is 'Whether everybody there may leave when they want.';
comment on column liberty_statement.bases is 'Kinds of law on which people are held; none where nobody named one.';
comment on column liberty_statement.stated_at is 'When.';
grant select, insert on liberty_statement to {login};

-- For the public figures, without an actor: numbers alone, up to the end of a month, to which floors are applied before they are shown.
create policy counted on restraint for select to current_user using (true);
create function restraint_counts(since timestamptz, until timestamptz)
  returns table (service uuid, kind text, entries integer)
  language sql stable security definer set search_path from current
begin atomic
  select r.service, r.kind, count(*)::integer from restraint r
  where r.began_at >= since and r.began_at < until and r.entered_at < until and r.withdrawn_at is null group by 1, 2;
end;
comment on function restraint_counts(timestamptz, timestamptz) is 'How many entries of a time each place has, by kind.';
revoke execute on function restraint_counts(timestamptz, timestamptz) from public;
grant execute on function restraint_counts(timestamptz, timestamptz) to {login};
