-- By what an incident is found again in another one: the same firm, phone, seal, way. No link is kept, only what each
-- report itself says, so that a link exists for whoever sees both incidents now, and for nobody longer or wider than that.
create table incident_key (
  incident uuid not null references incident (id),
  part text not null check (part in ('open', 'parties', 'identifiers')),
  kind text not null,
  value text not null,
  at timestamptz not null,
  primary key (kind, value, incident)
);
comment on table incident_key is 'What incidents may have in common, each as its own report says it.';
comment on column incident_key.incident is 'The incident.';
comment on column incident_key.part is 'The part of the report that it stands in, which may need more clearance than the rest.';
comment on column incident_key.kind is 'What it is a name or number of, such as seal.';
comment on column incident_key.value is 'In the one spelling by which it is found again.';
comment on column incident_key.at is 'When the incident was reported: the same way counts within a while.';
alter table incident_key enable row level security;
alter table incident_key force row level security;
-- A key exists for whom its incident does, where they may read the part that it stands in; of a recalled one nothing is
-- left but for those who reported it.
create policy seen on incident_key for select using (exists (
  select 1 from incident where incident.id = incident_key.incident
    and (originator = (select actor_organisation()) or (status <> 'recalled'
      and (part = 'open' or coalesce((field_markings ->> part)::smallint, 0) <= (select actor_clearance()))))));
create policy made on incident_key for insert with check (
  exists (select 1 from incident where incident.id = incident_key.incident and originator = (select actor_organisation())));
create policy removed on incident_key for delete using (
  exists (select 1 from incident where incident.id = incident_key.incident and originator = (select actor_organisation())));
create index on incident_key (incident);
grant select, insert, delete on incident_key to {login};
