-- Persons and firms that ask for a correction, without an account. A request exists for the officers who answer it, and for
-- whoever shows its reference number, whose digest is one of the keys of its audience.
create table correction (
  id uuid primary key,
  concerns text not null check (concerns in ('person', 'firm')),
  name text not null check (length(name) between 1 and 200),
  wrong text not null check (length(wrong) between 1 and 5000),
  reach text not null default '' check (length(reach) <= 200),
  received_at timestamptz not null,
  answer_on date not null,
  outcome text check (outcome in ('corrected', 'nothing-to-correct')),
  note text,
  settled_at timestamptz,
  version integer not null default 1,
  check ((outcome is null) = (settled_at is null)),
  check ((note is null) = (settled_at is null))
);
select protect('correction');
comment on table correction is 'Requests of persons and firms to correct what is recorded about them.';
comment on column correction.concerns is 'Whether a person or a firm asks.';
comment on column correction.name is 'The name that may be recorded.';
comment on column correction.wrong is 'What they think is wrong, and how it should be.';
comment on column correction.reach is 'How they may be reached, where they said it.';
comment on column correction.received_at is 'When.';
comment on column correction.answer_on is 'The day from which it is shown as examined, fixed on receipt so that the time it took tells nothing.';
comment on column correction.outcome is 'What was done; for officers alone.';
comment on column correction.note is 'Why; for officers alone.';
comment on column correction.settled_at is 'When an officer settled it.';
comment on column correction.version is 'Goes up by one with each change.';
create index on correction (received_at desc, id desc);
grant select, insert, update (outcome, note, settled_at, version) on correction to {login};
