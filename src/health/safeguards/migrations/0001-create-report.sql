-- Reports of ill-treatment, sealed to the independent body's key before they come here: nothing of what somebody told stands in
-- these tables. A report exists for the officers of the body, and for whoever has its code, by a digest of what the code makes.
create table body_key (
  id uuid primary key,
  public_key text not null check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  status text not null default 'proposed' check (status in ('proposed', 'active', 'retired', 'declined')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  receives_since timestamptz(3),
  check ((receives_since is null) = (status in ('proposed', 'declined'))),
  check (decided_by is distinct from proposed_by),
  check ((decided_by is null) = (status = 'proposed'))
);
select protect('body_key');
create unique index on body_key (originator) where status = 'active';
comment on table body_key is 'Public keys of the body: to one of them reports are sealed. The private ones are never here.';
comment on column body_key.public_key is 'X25519, base64url of 32 bytes.';
comment on column body_key.status is 'In force once a second officer agreed; retired by the next.';
comment on column body_key.proposed_by is 'Account of the first officer.';
comment on column body_key.proposed_at is 'When.';
comment on column body_key.decided_by is 'Account of the second.';
comment on column body_key.receives_since is 'When the first key of this body was put in force: a body that replaces its key keeps its place before a later one.';
grant select, insert, update (status, decided_by, audience, receives_since) on body_key to {login};

create table report (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  person_key text not null,
  received_at timestamptz(3) not null,
  acknowledge_by date not null,
  answer_by date not null,
  acknowledged_at timestamptz(3),
  answered_at timestamptz(3),
  end_proposed_by uuid,
  ended_at timestamptz(3),
  version integer not null default 1
);
select protect('report');
comment on table report is 'Reports of ill-treatment. A row is never removed: where the body ended retention it stands empty.';
comment on column report.reference is 'The first part of the code; no secret.';
comment on column report.person_key is 'X25519, made of the code: answers are sealed to it.';
comment on column report.received_at is 'When.';
comment on column report.acknowledge_by is 'By this day the body says that it has it.';
comment on column report.answer_by is 'By this day the body answers.';
comment on column report.acknowledged_at is 'When the body said so.';
comment on column report.answered_at is 'When it answered first.';
comment on column report.end_proposed_by is 'Account of the officer who proposed to end retention, while a second has not agreed.';
comment on column report.ended_at is 'When two officers ended retention: its letters are empty since.';
comment on column report.version is 'Goes up by one with each change.';
create index on report (received_at);
grant select, insert, update (acknowledged_at, answered_at, end_proposed_by, ended_at, version) on report to {login};

create table letter (
  id uuid primary key,
  report uuid not null references report,
  number integer not null check (number between 1 and 200),
  kind text not null check (kind in ('report', 'more', 'reprisal', 'answer')),
  at timestamptz(3) not null,
  body_key uuid not null references body_key,
  sealed_body text,
  sealed_person text,
  unique (report, number)
);
alter table letter enable row level security;
alter table letter force row level security;
create policy seen on letter for select using (exists (select from report r where r.id = report));
create policy made on letter for insert with check (exists (select from report r where r.id = report));
create policy emptied on letter for update
  using (exists (select from report r where r.id = report and r.originator = (select actor_organisation())));
comment on table letter is 'What was told and answered in a report, sealed. Whoever sees the report sees its letters.';
comment on column letter.id is 'Made of report and number, so that the ledger tells which one is missing.';
comment on column letter.report is 'Of which report.';
comment on column letter.number is 'In the order in which they came.';
comment on column letter.kind is 'Whose it is and what for.';
comment on column letter.at is 'When it came.';
comment on column letter.body_key is 'The key of the body to which it is sealed.';
comment on column letter.sealed_body is 'For the body (RFC 9180); null since retention was ended.';
comment on column letter.sealed_person is 'For whoever has the code; of answers alone.';
grant select, insert, update (sealed_body, sealed_person) on letter to {login};

-- For `ledger verify` and for whoever has a code, who both must hear of what is missing: digests alone, of every row.
create policy marked on body_key for select to current_user using (true);
create policy marked on report for select to current_user using (true);
create policy marked on letter for select to current_user using (true);
create function mark_of(k body_key) returns text language sql stable return encode(sha256(convert_to(concat_ws(' ', k.id, k.originator,
  k.public_key, k.status, coalesce(k.decided_by::text, '-'), k.audience::text,
  coalesce((extract(epoch from k.receives_since) * 1000)::bigint::text, '-')), 'UTF8')), 'hex');
create function mark_of(r report) returns text language sql stable return encode(sha256(convert_to(concat_ws(' ', r.id, r.originator,
  r.reference, r.person_key, r.audience::text, r.acknowledge_by, r.answer_by,
  array(select coalesce((extract(epoch from at) * 1000)::bigint, 0)
    from unnest(array[r.received_at, r.acknowledged_at, r.answered_at, r.ended_at]) as at)::text), 'UTF8')), 'hex');
create function mark_of(l letter) returns text language sql stable return encode(sha256(convert_to(concat_ws(' ', l.id, l.report,
  l.number, l.kind, (extract(epoch from l.at) * 1000)::bigint, l.body_key, coalesce(l.sealed_body, '-'),
  coalesce(l.sealed_person, '-')), 'UTF8')), 'hex');
comment on function mark_of(body_key) is 'Digest of all that counts of a key: who is told of it, and since when, too.';
comment on function mark_of(report) is 'Digest of all that counts of a report: its clocks too.';
comment on function mark_of(letter) is 'Digest of a letter.';

create function kept_marks() returns table (kind text, id uuid, mark text)
  language sql stable security definer set search_path from current
begin atomic
  select 'safeguard-key', k.id, mark_of(k) from body_key k
  union all
  select 'safeguard-report', r.id, mark_of(r) from report r
  union all
  select 'safeguard-letter', l.id, mark_of(l) from letter l;
end;
comment on function kept_marks() is 'Of every report, letter and key a digest of what stands there, to be held against the ledger.';
-- Of one code's report: found by key, so that how long it takes tells nobody how many there are.
create function kept_marks_of(ids uuid[]) returns table (kind text, id uuid, mark text)
  language sql stable security definer set search_path from current
begin atomic
  select 'safeguard-key', k.id, mark_of(k) from body_key k where k.id = any(ids)
  union all
  select 'safeguard-report', r.id, mark_of(r) from report r where r.id = any(ids)
  union all
  select 'safeguard-letter', l.id, mark_of(l) from letter l where l.id = any(ids);
end;
comment on function kept_marks_of(uuid[]) is 'The same of these alone.';
revoke execute on function kept_marks(), kept_marks_of(uuid[]), mark_of(body_key), mark_of(report), mark_of(letter) from public;
grant execute on function kept_marks(), kept_marks_of(uuid[]) to {login};
