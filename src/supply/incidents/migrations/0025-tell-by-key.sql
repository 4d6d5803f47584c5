-- Programs fetch what was told, oldest first, from collections that only grow. The predicate says who sees a row, and no
-- index of rows has them in that order for one reader: it is walked past all that is not theirs, or all that is theirs is
-- sorted. So there is a line for each key by which an incident may be seen, in the order in which it was told; a page reads
-- as many lines as it shows for each key of its reader, whatever is there for others. Whether a line is there for somebody is still decided by its incident.
alter table incident add column told_at timestamptz generated always as (case when released_at is null then null
  when ended_at is not null then ended_at when changed_at is not null then changed_at else released_at end) stored;
comment on column incident.told_at is 'When others were last told of it: let in, told of a change, or of its end. Null before the first.';
-- With them goes the expression that they were of.
drop index incident_released_at_id_idx, incident_kind_released_at_id_idx, incident_originator_released_at_id_idx;
create index on incident (originator, told_at, id);

create table incident_told (
  incident uuid not null references incident (id) on delete cascade,
  key text not null,
  kind text not null,
  told_at timestamptz not null,
  primary key (incident, key)
);
comment on table incident_told is 'By which keys an incident that was told may be seen, in the order in which they were told.';
comment on column incident_told.incident is 'The incident.';
comment on column incident_told.key is 'One of its audience.';
comment on column incident_told.kind is 'Its kind.';
comment on column incident_told.told_at is 'Its moment.';
create index on incident_told (key, told_at, incident);
create index on incident_told (key, kind, told_at, incident);
alter table incident_told enable row level security;
alter table incident_told force row level security;
create policy seen on incident_told for select using (exists (select 1 from incident where id = incident_told.incident));
create policy made on incident_told for insert with check (
  exists (select 1 from incident where id = incident_told.incident and originator = (select actor_organisation())));
create policy removed on incident_told for delete using (
  exists (select 1 from incident where id = incident_told.incident and originator = (select actor_organisation())));
grant select, insert, delete on incident_told to {login};

-- Kept with the incident itself, so that nothing that lets somebody in or out can forget it; with the rights of whoever does.
create function tell_incidents() returns trigger language plpgsql as $$
begin
  insert into incident_told (incident, key, kind, told_at)
    select distinct id, key, kind, told_at from made, unnest(audience) key where told_at is not null;
  return null;
end $$;
create function tell_incidents_again() returns trigger language plpgsql as $$
declare
  changed uuid[];
begin
  select array_agg(made.id) into changed from made join was using (id)
    where (made.told_at, made.kind, made.audience) is distinct from (was.told_at, was.kind, was.audience);
  if changed is null then return null; end if;
  delete from incident_told where incident = any (changed);
  insert into incident_told (incident, key, kind, told_at)
    select distinct id, key, kind, told_at from made, unnest(audience) key where id = any (changed) and told_at is not null;
  return null;
end $$;
comment on function tell_incidents() is 'Writes the lines of incident_told of new incidents.';
comment on function tell_incidents_again() is 'Writes the lines of incident_told of changed incidents anew.';
create trigger told after insert on incident referencing new table as made
  for each statement execute function tell_incidents();
create trigger told_again after update on incident referencing old table as was new table as made
  for each statement execute function tell_incidents_again();
-- Of what is there already, whoever it is for: nobody sits while this runs.
alter table incident no force row level security;
alter table incident_told no force row level security;
insert into incident_told (incident, key, kind, told_at)
  select distinct id, key, kind, told_at from incident, unnest(audience) key where told_at is not null;
alter table incident force row level security;
alter table incident_told force row level security;
