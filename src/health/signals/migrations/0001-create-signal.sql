-- What services saw harm people, as events: no table here has a column for a person, a day or a case. A signal exists for
-- the organisation that reported it alone. What others are told of it is another record in another compartment, under an
-- id that is drawn for each of its versions, so that nobody there can name the signal.
create table signal (
  id uuid primary key,
  source text not null check (source in ('poison-centre', 'hospital', 'laboratory', 'drug-checking', 'service')),
  substance_told text not null,
  substance_id text,
  substance_name text,
  form text not null,
  appearance text not null,
  severity text not null check (severity in ('minor', 'moderate', 'severe', 'fatal')),
  effects text[] not null,
  region text not null,
  week text not null check (week ~ '^\d{4}-W\d\d$'),
  people integer not null check (people > 0),
  certainty text not null check (certainty in ('suspected', 'clinical', 'analytical')),
  ages text,
  gender text,
  note text not null,
  reported_at timestamptz not null,
  corrected_at timestamptz,
  withdrawn_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((substance_id is null) = (substance_name is null)),
  check ((withdrawn_at is null) = (reason is null))
);
select protect('signal');
comment on table signal is 'Events of harm, as the service that saw them reports them. Nothing about a person.';
comment on column signal.source is 'As what it is reported: code of codes.ts, such as poison-centre.';
comment on column signal.substance_told is 'What it was called by those who took, brought or found it.';
comment on column signal.substance_id is 'Id in the registry, where whoever reports confirmed it.';
comment on column signal.substance_name is 'Name in the registry when it was confirmed.';
comment on column signal.form is 'Code of codes.ts, such as tablet.';
comment on column signal.appearance is 'Colour, imprint, packaging.';
comment on column signal.severity is 'Grade of the Poisoning Severity Score.';
comment on column signal.effects is 'Codes of codes.ts, such as seizure.';
comment on column signal.region is 'Code of an area of the country.';
comment on column signal.week is 'ISO 8601 week in which it happened; the day is not kept.';
comment on column signal.people is 'How many were harmed or brought it.';
comment on column signal.certainty is 'How sure it is which substance it was.';
comment on column signal.ages is 'Band of ages, where given.';
comment on column signal.gender is 'Where given.';
comment on column signal.note is 'What a colleague would want to know.';
comment on column signal.reported_at is 'When it was reported.';
comment on column signal.corrected_at is 'When it was last corrected.';
comment on column signal.withdrawn_at is 'When it was withdrawn.';
comment on column signal.reason is 'Why it was withdrawn.';
comment on column signal.version is 'Goes up by one with each change.';
create index on signal (reported_at desc, id desc);
grant select, insert,
  update (source, substance_told, substance_id, substance_name, form, appearance, severity, effects, region, week, people,
    certainty, ages, gender, note, corrected_at, withdrawn_at, reason, version) on signal to {login};

create function is_passage() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.passage', true), '') = 'on';
comment on function is_passage() is 'Whether this transaction carries over what may leave, for nobody in particular.';

create table signal_passage (
  id uuid primary key,
  signal uuid not null references signal,
  version integer not null,
  told_at timestamptz,
  taken_back_at timestamptz,
  unique (signal, version)
);
comment on table signal_passage is 'Under which id each version of a signal is told to others, and whether it was.';
comment on column signal_passage.id is 'Drawn; the only id of it that others know.';
comment on column signal_passage.signal is 'The signal.';
comment on column signal_passage.version is 'The version that is told under this id.';
comment on column signal_passage.told_at is 'When it was carried over; null while it was not.';
comment on column signal_passage.taken_back_at is 'When it was taken back; null while it was not.';
alter table signal_passage enable row level security;
alter table signal_passage force row level security;
create policy made on signal_passage for insert with check (
  exists (select from signal where signal.id = signal_passage.signal and originator = (select actor_organisation())));
-- Whoever reports reads what others are told on the signal itself; the ids under which they are are nobody's to read here.
create policy carried on signal_passage for select using ((select is_passage()));
create policy marked on signal_passage for update using ((select is_passage())) with check ((select is_passage()));
create policy carried on signal for select using ((select is_passage()));
grant select, insert, update (told_at, taken_back_at) on signal_passage to {login};
