-- What an authority tells its partners: a meeting, a change of procedure, a call for help. Who may know is part of it
-- from the moment at which it is written.
create table notice (
  id uuid primary key,
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 10000),
  contact text not null default '',
  posted_at timestamptz not null,
  withdrawn_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((withdrawn_at is null) = (reason is null))
);
select protect('notice');
comment on table notice is 'Notices of one organisation to others.';
comment on column notice.title is 'What it is about, in one line.';
comment on column notice.body is 'What it says.';
comment on column notice.contact is 'Whom to ask; may need more clearance than the notice.';
comment on column notice.posted_at is 'When it was posted.';
comment on column notice.withdrawn_at is 'When it was withdrawn, if it was.';
comment on column notice.reason is 'Why it was withdrawn.';
comment on column notice.version is 'Goes up by one with each change.';
create index on notice (posted_at desc, id desc);
grant select, insert, update (withdrawn_at, reason, version) on notice to {login};
