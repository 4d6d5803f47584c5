-- A file of services is looked at before it is taken over: an editor reads first what would become of each row. It waits here
-- meanwhile, since a browser without script cannot keep it between two pages.
create table listing_upload (
  id uuid primary key,
  source text not null,
  source_name text not null default '' check (length(source_name) <= 100),
  name text not null check (length(name) <= 200),
  sha256 text not null,
  bytes bytea,
  report jsonb not null,
  at timestamptz not null
);
select protect('listing_upload');
comment on table listing_upload is 'Files that were looked at and may be taken over within a day.';
comment on column listing_upload.source is 'Which kind of file.';
comment on column listing_upload.source_name is 'Which of several files of that kind; empty: the only one.';
comment on column listing_upload.name is 'As the browser called it.';
comment on column listing_upload.sha256 is 'Of its bytes.';
comment on column listing_upload.bytes is 'The file; null once it was taken over or its day is past.';
comment on column listing_upload.report is 'What taking it over would do; of a table also which of its columns says what.';
comment on column listing_upload.at is 'When it came.';
grant select, insert, update (bytes, report) on listing_upload to {login};
