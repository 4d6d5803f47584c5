-- Licences of those who make, trade or use substances under control. They belong to the authority that grants them; people of
-- the firm are let in from the application on, and whoever shows the number from the grant on, by a key of its digest.
create table licence (
  id uuid primary key,
  number text not null unique,
  firm uuid,
  status text not null default 'applied'
    check (status in ('applied', 'proposed', 'granted', 'suspended', 'refused', 'revoked')),
  content jsonb not null,
  activities text[] not null check (cardinality(activities) > 0),
  starts_on date not null,
  ends_on date not null,
  proposed_by uuid,
  steps jsonb not null,
  recorded_at timestamptz not null,
  reminded_of date,
  version integer not null default 1,
  check (starts_on <= ends_on),
  check ((proposed_by is null) = (status <> 'proposed'))
);
select protect('licence');
comment on table licence is 'Licences of those who work with substances under control.';
comment on column licence.number is 'As it stands on the licence, drawn by chance.';
comment on column licence.firm is 'The organisation of this node that holds it; null where the holder is none.';
comment on column licence.status is 'Where it stands; that its last day is over is told by ends_on.';
comment on column licence.content is 'Holder, scope and conditions, in the shape of contract.ts.';
comment on column licence.activities is 'What it allows.';
comment on column licence.starts_on is 'The first day on which it holds, in UTC.';
comment on column licence.ends_on is 'The last.';
comment on column licence.proposed_by is 'Account of the first officer, while a second has not agreed.';
comment on column licence.steps is 'What was done with it, when, by whom and why, in the order in which it was done.';
comment on column licence.recorded_at is 'When the application was recorded.';
comment on column licence.reminded_of is 'The last day of which holder and officers were reminded.';
comment on column licence.version is 'Goes up by one with each change.';
create index on licence (recorded_at desc, id desc);
create index on licence (ends_on) where status = 'granted';
grant select, insert, update (status, proposed_by, steps, reminded_of, version, audience) on licence to {login};
