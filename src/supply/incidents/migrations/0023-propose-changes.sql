-- A reader of an incident proposes that one of its fields be changed; its author accepts or declines. Between those two
-- organisations alone, and only while both see the incident and the part that it is about: asked of the incident each time,
-- so that nobody keeps a proposal longer or reads it wider than what it is about.
create table incident_proposal (
  id uuid primary key,
  incident uuid not null references incident (id),
  part text not null check (part in ('open', 'account', 'parties', 'identifiers')),
  change jsonb not null,
  was jsonb,
  reason text not null,
  organisation uuid not null,
  account uuid not null,
  made_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'accepted', 'declined', 'withdrawn')),
  answer text,
  settled_at timestamptz,
  check ((settled_at is null) = (status = 'open')),
  check ((answer is null) = (status <> 'declined'))
);
comment on table incident_proposal is 'Changes of incidents that their readers propose to their authors.';
comment on column incident_proposal.incident is 'The incident.';
comment on column incident_proposal.part is 'The part of the report that it is about, which may need more clearance than the rest.';
comment on column incident_proposal.change is 'What it should say, in the shape of proposals.ts.';
comment on column incident_proposal.was is 'What it said when it was proposed; null where something is added.';
comment on column incident_proposal.reason is 'Why, in the words of who proposes.';
comment on column incident_proposal.organisation is 'Which organisation proposes.';
comment on column incident_proposal.account is 'Who of it.';
comment on column incident_proposal.made_at is 'When.';
comment on column incident_proposal.status is 'Where it stands.';
comment on column incident_proposal.answer is 'Why it was declined.';
comment on column incident_proposal.settled_at is 'When it was accepted, declined or withdrawn.';
alter table incident_proposal enable row level security;
alter table incident_proposal force row level security;
create policy seen on incident_proposal for select using (exists (
  select 1 from incident where incident.id = incident_proposal.incident
    and (originator = (select actor_organisation()) or (incident_proposal.organisation = (select actor_organisation()) and incident.status <> 'recalled'
      and coalesce((field_markings ->> incident_proposal.part)::smallint, 0) <= (select actor_clearance())))));
create policy made on incident_proposal for insert with check (organisation = (select actor_organisation())
  and exists (select 1 from incident where incident.id = incident_proposal.incident
    and originator <> (select actor_organisation()) and incident.status <> 'recalled'
    and coalesce((field_markings ->> incident_proposal.part)::smallint, 0) <= (select actor_clearance())));
-- Settled once: by who is asked, or taken back by who proposed. What was proposed, and why, is granted to nobody to change.
create policy settled on incident_proposal for update using (incident_proposal.status = 'open' and exists (
    select 1 from incident where incident.id = incident_proposal.incident
      and (originator = (select actor_organisation()) or incident_proposal.organisation = (select actor_organisation()))))
  with check ((incident_proposal.status = 'withdrawn' and organisation = (select actor_organisation()))
    or (incident_proposal.status in ('accepted', 'declined') and exists (
      select 1 from incident where incident.id = incident_proposal.incident and originator = (select actor_organisation()))));
create index on incident_proposal (incident, made_at);
grant select, insert, update (status, answer, settled_at) on incident_proposal to {login};

-- An accepted change is told to programs as well, at the time at which it was made. It is made while the incident is open,
-- and so is older than its end.
alter table incident add column changed_at timestamptz;
comment on column incident.changed_at is 'When a proposed change was last accepted; null where none was.';
grant update (changed_at) on incident to {login};
drop index incident_ended_at_id_idx, incident_kind_ended_at_id_idx, incident_originator_ended_at_id_idx;
create index on incident ((case when ended_at is not null then ended_at when changed_at is not null then changed_at else released_at end), id) where released_at is not null;
create index on incident (kind, (case when ended_at is not null then ended_at when changed_at is not null then changed_at else released_at end), id) where released_at is not null;
create index on incident (originator, (case when ended_at is not null then ended_at when changed_at is not null then changed_at else released_at end), id) where released_at is not null;
