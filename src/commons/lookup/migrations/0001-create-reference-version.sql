-- Which version of the reference data this node has answered by, and since when: an answer quotes its version,
-- and years later this table says on which days that version was the one in use.
create table reference_version (
  version text primary key check (version <> ''),
  served_since timestamptz not null default now()
);
comment on table reference_version is 'Versions of the reference data that this node has answered by.';
comment on column reference_version.version is 'Date and content hash, as it stands in every answer.';
comment on column reference_version.served_since is 'When this node first answered by it.';
alter table reference_version enable row level security;
alter table reference_version force row level security;
-- Public knowledge: everybody may know by which version a node answers; nobody may change or remove a line.
create policy everyone_reads on reference_version for select using (true);
create policy node_adds on reference_version for insert with check (true);
grant select, insert on reference_version to passerelle_commons;
