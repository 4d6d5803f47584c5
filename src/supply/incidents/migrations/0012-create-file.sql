-- Files of an incident: added to its draft, told with it, gone with it for those who lose it.
create table incident_file (
  attachment uuid primary key,
  incident uuid not null references incident (id),
  added_at timestamptz not null default now()
);
comment on table incident_file is 'Which files belong to which incident.';
comment on column incident_file.attachment is 'The file, among the attachments of the compartment.';
comment on column incident_file.incident is 'The incident.';
comment on column incident_file.added_at is 'When it was added.';
alter table incident_file enable row level security;
alter table incident_file force row level security;
create policy seen on incident_file for select using (exists (
  select 1 from incident where incident.id = incident_file.incident
    and (incident.status <> 'recalled' or incident.originator = (select actor_organisation()))));
create policy made on incident_file for insert with check (exists (
  select 1 from incident where incident.id = incident_file.incident and incident.status = 'draft'
    and incident.originator = (select actor_organisation())));
create policy removed on incident_file for delete using (exists (
  select 1 from incident where incident.id = incident_file.incident and incident.status = 'draft'
    and incident.originator = (select actor_organisation())));
create index on incident_file (incident);
grant select, insert, delete on incident_file to {login};
