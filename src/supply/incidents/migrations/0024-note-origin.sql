-- A draft that an officer made of what another system sent: from what, and how narrowly that was marked. What it is told as is
-- never wider than that, and one organisation makes one draft of it as long as that draft is there.
create table incident_origin (
  incident uuid primary key references incident (id) on delete cascade,
  organisation uuid not null,
  received uuid not null,
  stix_id text not null check (length(stix_id) <= 300),
  made_by text,
  marking smallint not null check (marking between 0 and 4),
  unique (organisation, received)
);
comment on table incident_origin is 'From which received object a draft was made.';
comment on column incident_origin.incident is 'The incident that was a draft then.';
comment on column incident_origin.organisation is 'Whose draft.';
comment on column incident_origin.received is 'The received object, as this node knows it.';
comment on column incident_origin.stix_id is 'Its own id where it came from.';
comment on column incident_origin.made_by is 'Who made it, as it says itself.';
comment on column incident_origin.marking is 'As the object was marked here: 0 clear to 4 red.';
alter table incident_origin enable row level security;
alter table incident_origin force row level security;
-- For those alone whose draft it was: which other systems they listen to is nobody else's business.
create policy seen on incident_origin for select using (organisation = (select actor_organisation())
  and exists (select 1 from incident where id = incident_origin.incident));
create policy made on incident_origin for insert with check (organisation = (select actor_organisation())
  and exists (select 1 from incident where id = incident_origin.incident and originator = (select actor_organisation())));
grant select, insert on incident_origin to {login};
