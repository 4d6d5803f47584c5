-- What authorities concerned by an incident write to each other about it: for their officers, never wider than the incident.
create table incident_message (
  id uuid primary key,
  incident uuid not null references incident (id),
  body text not null check (length(body) between 1 and 5000),
  is_wide boolean not null,
  written_at timestamptz not null
);
select protect('incident_message');
comment on table incident_message is 'Messages of authorities about an incident.';
comment on column incident_message.incident is 'The incident.';
comment on column incident_message.body is 'What it says.';
comment on column incident_message.is_wide is 'For all authorities that were told of the incident, or for those chosen.';
comment on column incident_message.written_at is 'When it was written or came.';
-- Who loses the incident loses what was written about it; of a recalled one nobody but who reported it keeps anything.
create policy within on incident_message as restrictive for select using (exists (
  select 1 from incident where incident.id = incident_message.incident
    and (incident.status <> 'recalled' or incident.originator = (select actor_organisation()))));
create index on incident_message (incident, written_at);
grant select, insert on incident_message to {login};
