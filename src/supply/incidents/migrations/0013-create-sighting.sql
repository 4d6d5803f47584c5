-- Others saw the same firm, number or container. Who reported the incident learns how many, of which countries, and nothing
-- of whom: the row that it reads has no organisation, and no time finer than a day.
create table incident_sighting (
  id uuid primary key,
  incident uuid not null references incident (id),
  part text not null check (part in ('parties', 'identifiers')),
  value text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  seen_on date not null
);
comment on table incident_sighting is 'That somebody saw what an incident names, without whom.';
comment on column incident_sighting.incident is 'The incident.';
comment on column incident_sighting.part is 'Where in it the value stands.';
comment on column incident_sighting.value is 'Name of the firm, or the number, as the incident says it.';
comment on column incident_sighting.country is 'Country of the organisation that saw it, ISO 3166-1 alpha-2.';
comment on column incident_sighting.seen_on is 'The day on which it was said.';
alter table incident_sighting enable row level security;
alter table incident_sighting force row level security;
create policy seen on incident_sighting for select using (exists (
  select 1 from incident where incident.id = incident_sighting.incident
    and incident.originator = (select actor_organisation())));
-- The incident must exist for whoever says so.
create policy made on incident_sighting for insert with check (exists (
  select 1 from incident where incident.id = incident_sighting.incident and incident.status not in ('draft', 'proposed', 'recalled')));
create index on incident_sighting (incident);
grant select, insert on incident_sighting to {login};

-- What an organisation itself said, for itself alone: nothing is said twice.
create table incident_sighted (
  incident uuid not null references incident (id),
  part text not null,
  value text not null,
  organisation uuid not null,
  primary key (incident, part, value, organisation)
);
comment on table incident_sighted is 'What an organisation said that it saw too, for itself alone.';
comment on column incident_sighted.incident is 'The incident.';
comment on column incident_sighted.part is 'Where in it the value stands.';
comment on column incident_sighted.value is 'As the incident says it.';
comment on column incident_sighted.organisation is 'Who said so.';
alter table incident_sighted enable row level security;
alter table incident_sighted force row level security;
create policy own on incident_sighted
  using (organisation = (select actor_organisation())
    and exists (select 1 from incident where incident.id = incident_sighted.incident and incident.status <> 'recalled'
      and coalesce((field_markings ->> part)::smallint, 0) <= (select actor_clearance())))
  with check (organisation = (select actor_organisation())
    and exists (select 1 from incident where incident.id = incident_sighted.incident));
grant select, insert on incident_sighted to {login};
