-- What an officer wrote of a report for those who work on incidents: never who reported, nor whom, nor that anybody did.
create table handed_draft (
  id uuid primary key,
  report uuid not null references report (id),
  content jsonb not null,
  handed_by uuid not null,
  handed_at timestamptz not null
);
select protect('handed_draft');
comment on table handed_draft is 'Drafts of incidents that were handed over.';
comment on column handed_draft.report is 'The report of which it was made; it does not go along.';
comment on column handed_draft.content is 'What goes along, in the shape of reports/handing.ts.';
comment on column handed_draft.handed_by is 'Account of the officer.';
comment on column handed_draft.handed_at is 'When.';
create index on handed_draft (report);
grant select, insert on handed_draft to {login};
