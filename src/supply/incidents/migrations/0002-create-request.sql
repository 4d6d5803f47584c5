-- What one authority asks another about an incident that both see: for those two alone, and never wider than the incident.
create table incident_request (
  id uuid primary key,
  incident uuid not null references incident (id),
  kind text not null,
  status text not null default 'open' check (status in ('open', 'accepted', 'answered', 'declined')),
  question text not null,
  due_on date not null,
  asked uuid not null,
  asked_at timestamptz not null,
  answer text,
  settled_at timestamptz,
  version integer not null default 1,
  check ((answer is null) = (status in ('open', 'accepted'))),
  check ((settled_at is null) = (status in ('open', 'accepted')))
);
select protect('incident_request');
comment on table incident_request is 'What one authority asks another about an incident.';
comment on column incident_request.incident is 'The incident.';
comment on column incident_request.kind is 'Code of codes.ts, such as backtrack.';
comment on column incident_request.status is 'Where it stands; it has expired where its day is over before it was settled.';
comment on column incident_request.question is 'What is asked, in words.';
comment on column incident_request.due_on is 'The last day for an answer, in UTC.';
comment on column incident_request.asked is 'The organisation that is asked; the originator asks.';
comment on column incident_request.asked_at is 'When.';
comment on column incident_request.answer is 'What was answered, or why it was declined.';
comment on column incident_request.settled_at is 'When it was answered or declined.';
comment on column incident_request.version is 'Goes up by one with each change.';
-- Whoever is asked settles it; what was asked, and of whom, is granted to nobody to change.
create policy settled on incident_request for update
  using (asked = (select actor_organisation())) with check (asked = (select actor_organisation()));
create index on incident_request (incident, asked_at);
grant select, insert, update (status, answer, settled_at, version) on incident_request to {login};
