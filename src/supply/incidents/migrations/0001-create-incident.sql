-- Seizures, stopped shipments, thefts and the like, as one authority tells others. Born for the organisation that reports
-- it alone; others are let in by its release, and what they may read of it is decided with that.
create table incident (
  id uuid primary key,
  kind text not null,
  status text not null default 'draft'
    check (status in ('draft', 'proposed', 'released', 'under-investigation', 'closed', 'recalled')),
  urgency text not null check (urgency in ('flash', 'immediate', 'priority', 'routine')),
  content jsonb not null,
  countries text[] not null,
  reported_at timestamptz not null,
  released_at timestamptz,
  look_by timestamptz,
  proposed_by uuid,
  proposed_release jsonb,
  ended_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((proposed_by is null) = (status <> 'proposed')),
  check ((proposed_by is null) = (proposed_release is null)),
  check ((ended_at is null) = (status not in ('closed', 'recalled'))),
  check ((ended_at is null) = (reason is null))
);
select protect('incident');
comment on table incident is 'Incidents that authorities tell each other.';
comment on column incident.kind is 'Code of codes.ts, such as seizure.';
comment on column incident.status is 'Where it stands, from draft to recalled.';
comment on column incident.urgency is 'How soon its receivers are asked to look at it.';
comment on column incident.content is 'What was reported, in the shape of contract.ts.';
comment on column incident.countries is 'Countries that it touches, ISO 3166-1 alpha-2.';
comment on column incident.reported_at is 'When it was reported.';
comment on column incident.released_at is 'When others were let in; null before that.';
comment on column incident.look_by is 'Until when receivers are asked to look at it.';
comment on column incident.proposed_by is 'Account of the first officer, while a second has not agreed to the release.';
comment on column incident.proposed_release is 'To whom it is proposed to release it, in the shape of contract.ts.';
comment on column incident.ended_at is 'When it was closed or recalled.';
comment on column incident.reason is 'Why it was closed or recalled.';
comment on column incident.version is 'Goes up by one with each change.';
create index on incident (reported_at desc, id desc);
create index on incident using gin (countries);
grant select, insert,
  update (status, countries, released_at, look_by, proposed_by, proposed_release, ended_at, reason, version,
    audience, marking, purposes, field_markings) on incident to {login};
