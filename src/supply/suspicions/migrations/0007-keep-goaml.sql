-- What a financial intelligence unit asks of a goAML report: its schema, and which of its codes stand for what. No secret: whoever
-- reports to it at this node writes its files by it.
create table goaml (
  unit uuid primary key,
  schema text not null,
  codes jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  version integer not null default 1
);
comment on table goaml is 'Schemas and codes of goAML, one of each financial intelligence unit.';
comment on column goaml.unit is 'The financial intelligence unit.';
comment on column goaml.schema is 'XML Schema as the unit handed it out.';
comment on column goaml.codes is 'Codes of it, in the shape of goaml/codes.ts.';
comment on column goaml.changed_at is 'When it was changed last.';
comment on column goaml.changed_by is 'Account of who changed it.';
comment on column goaml.version is 'Goes up by one with each change.';
alter table goaml enable row level security;
alter table goaml force row level security;
create policy seen on goaml for select using ((select actor_organisation()) is not null);
create policy made on goaml for insert with check (unit = (select actor_organisation())
  and (select actor_keys() && array['role:' || actor_organisation() || ':suspicions:fiu']));
create policy changed on goaml for update using (unit = (select actor_organisation())
  and (select actor_keys() && array['role:' || actor_organisation() || ':suspicions:fiu']));
grant select, insert, update (schema, codes, changed_at, changed_by, version) on goaml to {login};
