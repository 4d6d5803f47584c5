-- Programs of other organisations fetch incidents in the order in which they were told: of all, of one kind, or the last
-- of one organisation. When one was told is when others were let in, or the end of it, which they are told as well. Not
-- `coalesce`: PostgreSQL does not take that to be leakproof, and would look at every row before it asks who may see it.
create index on incident ((case when ended_at is null then released_at else ended_at end), id) where released_at is not null;
create index on incident (kind, (case when ended_at is null then released_at else ended_at end), id) where released_at is not null;
create index on incident (originator, (case when ended_at is null then released_at else ended_at end), id) where released_at is not null;

-- An object of STIX is asked for by its id alone, and the ids of parts are made of more than the incident's own.
create table stix_part (
  object text not null,
  incident uuid not null references incident,
  primary key (object, incident)
);
comment on table stix_part is 'Which incident an object of STIX is a part of, where its id does not say so.';
comment on column stix_part.object is 'Its id: type--UUID.';
comment on column stix_part.incident is 'The incident that it is a part of.';
alter table stix_part enable row level security;
alter table stix_part force row level security;
-- A part exists for whom its incident does.
create policy seen on stix_part for select using (exists (select 1 from incident where id = stix_part.incident));
create policy made on stix_part for insert with check (
  exists (select 1 from incident where id = stix_part.incident and originator = (select actor_organisation())));
grant select, insert on stix_part to {login};
