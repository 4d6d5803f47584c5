-- Inspections of those who hold a licence, and what was found. One that is not announced exists for the inspectors alone until
-- the visit was made; from then on the firm reads its report and findings, and answers each.
create table inspection (
  id uuid primary key,
  licence uuid not null references licence (id),
  firm uuid,
  holder text not null,
  announced boolean not null,
  brief text not null,
  planned_on date not null,
  status text not null default 'planned' check (status in ('planned', 'visited', 'closed', 'cancelled')),
  visited_on date,
  report text,
  reason text,
  recorded_at timestamptz not null,
  version integer not null default 1,
  check ((visited_on is null) = (status in ('planned', 'cancelled'))),
  check ((report is null) = (visited_on is null)),
  check ((reason is null) = (status <> 'cancelled'))
);
select protect('inspection');
comment on table inspection is 'Inspections of those who hold a licence.';
comment on column inspection.licence is 'The licence that is looked at.';
comment on column inspection.firm is 'The organisation of this node that holds it; null where the holder is none.';
comment on column inspection.holder is 'Name of the holder when it was planned.';
comment on column inspection.announced is 'Whether the firm is told before.';
comment on column inspection.brief is 'What to look at; for inspectors alone.';
comment on column inspection.planned_on is 'The day for which it is planned.';
comment on column inspection.status is 'Where it stands.';
comment on column inspection.visited_on is 'The day of the visit.';
comment on column inspection.report is 'What the inspector saw, which the firm reads.';
comment on column inspection.reason is 'Why it was cancelled.';
comment on column inspection.recorded_at is 'When it was planned here.';
comment on column inspection.version is 'Goes up by one with each change.';
create index on inspection (recorded_at desc, id desc);
grant select, insert, update (status, visited_on, report, reason, version, audience) on inspection to {login};

create table finding (
  id uuid primary key,
  inspection uuid not null references inspection (id),
  number integer not null check (number > 0),
  firm uuid,
  severity text not null check (severity in ('minor', 'major', 'critical')),
  found text not null,
  action text not null,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'answered', 'closed')),
  answer text,
  answered_at timestamptz,
  note text,
  closed_at timestamptz,
  version integer not null default 1,
  unique (inspection, number),
  check ((answer is null) = (answered_at is null)),
  check (status <> 'answered' or answer is not null),
  check ((closed_at is null) = (status <> 'closed'))
);
select protect('finding');
comment on table finding is 'What an inspection found, and what became of it.';
comment on column finding.inspection is 'The inspection.';
comment on column finding.number is 'From 1.';
comment on column finding.firm is 'The organisation that answers it; null where the holder is none of this node.';
comment on column finding.severity is 'How grave it is.';
comment on column finding.found is 'What was found.';
comment on column finding.action is 'What is to be done about it.';
comment on column finding.due_on is 'By which day.';
comment on column finding.status is 'Open, answered by the firm, or closed by an inspector.';
comment on column finding.answer is 'What the firm did about it.';
comment on column finding.answered_at is 'When the firm said so last.';
comment on column finding.note is 'The inspector’s last word: how it was verified, or why the answer is not enough.';
comment on column finding.closed_at is 'When an inspector closed it.';
comment on column finding.version is 'Goes up by one with each change.';
-- The firm says what it did, and nothing else.
create policy answered on finding for update
  using (firm = (select actor_organisation()) and status <> 'closed')
  with check (firm = (select actor_organisation()) and status = 'answered');
create index on finding (due_on) where status <> 'closed';
grant select, insert, update (status, answer, answered_at, note, closed_at, version) on finding to {login};
