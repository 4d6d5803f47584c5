-- Files that belong to records. The bytes lie sealed in a folder, not here; the key of each lies here, wrapped under the
-- node's, so that removing it makes the bytes unreadable wherever copies of them are.
create table attachment (
  id uuid primary key,
  name text not null,
  type text not null,
  size bigint not null check (size >= 0),
  sha256 text,
  wrapped_key bytea,
  added_at timestamptz not null default now(),
  erased_at timestamptz,
  check ((wrapped_key is null) = (erased_at is not null))
);
select protect('attachment');
comment on table attachment is 'Files that belong to records, each handled as its record.';
comment on column attachment.id is 'Random; also the name of the sealed file.';
comment on column attachment.name is 'As its sender named it, without folders; empty once erased.';
comment on column attachment.type is 'Media type by its bytes.';
comment on column attachment.size is 'Bytes, as served.';
comment on column attachment.sha256 is 'Of the bytes as served, hex; null once erased.';
comment on column attachment.wrapped_key is 'The file''s own key under the node''s; null once erased.';
comment on column attachment.added_at is 'When it was put in use.';
comment on column attachment.erased_at is 'When its key was removed.';
grant select, insert, update on attachment to {login};

-- Which sealed files are in use. The sweeper acts for nobody and sees no attachment, so it needs ids, and ids alone.
create table attachment_file (
  id uuid primary key,
  is_erased boolean not null default false
);
comment on table attachment_file is 'Sealed files that are in use, by their random ids and nothing else.';
comment on column attachment_file.id is 'Id of the attachment.';
comment on column attachment_file.is_erased is 'Its key is gone; the file may go too.';
alter table attachment_file enable row level security;
alter table attachment_file force row level security;
create policy node_reads on attachment_file for select using (true);
create policy node_adds on attachment_file for insert with check (true);
create policy node_erases on attachment_file for update using (true) with check (is_erased);
grant select, insert on attachment_file to {login};
grant update (is_erased) on attachment_file to {login};
