-- Lists that only cleared people may see. They are read whole, to match by; nothing of them is in any index.
create table restricted_list (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  text text not null check (length(text) <= 4000000),
  rows integer not null check (rows > 0),
  imported_at timestamptz not null,
  version integer not null default 1
);
select protect('restricted_list');
comment on table restricted_list is 'Lists of substances that only cleared people may see.';
comment on column restricted_list.name is 'What its custodian calls it.';
comment on column restricted_list.text is 'Its rows, as normalised CSV.';
comment on column restricted_list.rows is 'How many.';
comment on column restricted_list.imported_at is 'When this version was imported.';
comment on column restricted_list.version is 'Goes up by one with each import.';
-- Of one authority alone: a name that another took must not tell of it.
create unique index on restricted_list (originator, name);
alter table restricted_list add constraint never_wide check (marking >= 3);
grant select, insert, update (text, rows, imported_at, version, audience, marking) on restricted_list to {login};
