-- Early warning: what points to a new danger, the substance it is about, and what is told of it. A signal exists for whoever
-- reported it and for the officers it was told to; a substance under watch for one authority's officers; each version of an
-- advisory for its own readers, the public one for everybody.
create table warning_signal (
  id uuid primary key,
  key text not null,
  source text not null check (source in
    ('laboratory', 'hospital', 'poison-centre', 'drug-checking', 'service', 'incident', 'literature')),
  content jsonb not null,
  reported_at timestamptz not null,
  attachments uuid[] not null default '{}'
);
select protect('warning_signal');
comment on table warning_signal is 'What points to a danger: an identification, a harm, an incident, a publication. No person.';
comment on column warning_signal.key is 'Of the substance: its id in the registry, else its InChIKey, else its name as reported.';
comment on column warning_signal.source is 'Kind of whoever saw it.';
comment on column warning_signal.content is 'What was seen, in the shape of contract.ts.';
comment on column warning_signal.reported_at is 'When it was reported here.';
comment on column warning_signal.attachments is 'Files, such as spectra.';
create index on warning_signal (key, reported_at desc);
grant select, insert on warning_signal to {login};

create table watched (
  id uuid primary key,
  keys text[] not null check (cardinality(keys) > 0),
  status text not null default 'proposed' check (status in ('proposed', 'watched', 'assessed', 'dismissed')),
  identity jsonb not null,
  novelty jsonb,
  assessment jsonb,
  recommendation text check (recommendation in ('watch', 'restrict', 'propose-control')),
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  reason text,
  version integer not null default 1,
  check ((recommendation is null) or (assessment is not null)),
  check ((reason is null) = (status <> 'dismissed'))
);
select protect('watched');
comment on table watched is 'Substances under watch, or proposed for it, as one authority keeps them.';
comment on column watched.keys is 'Keys of the signals that are about it; the first is its own.';
comment on column watched.status is 'Where it stands, from proposed to assessed or dismissed.';
comment on column watched.identity is 'Names, structure and numbers, in the shape of contract.ts.';
comment on column watched.novelty is 'What matching found when it was last asked, and by which version of the reference data.';
comment on column watched.assessment is 'What is known of its danger, each part with how sure it is.';
comment on column watched.recommendation is 'What is recommended; null before.';
comment on column watched.opened_at is 'When it was proposed.';
comment on column watched.changed_at is 'When it last changed.';
comment on column watched.reason is 'Why it is not watched.';
comment on column watched.version is 'Goes up by one with each change.';
create unique index on watched (originator, (keys[1]));
create index on watched using gin (keys);
grant select, insert, update (keys, status, identity, novelty, assessment, recommendation, changed_at, reason, version)
  on watched to {login};

create table watched_step (
  watched uuid not null references watched,
  version integer not null,
  did text not null,
  status text not null,
  at timestamptz not null,
  account uuid,
  note text not null,
  primary key (watched, version)
);
alter table watched_step enable row level security;
alter table watched_step force row level security;
create policy seen on watched_step for select using (exists (select from watched where watched.id = watched_step.watched));
create policy made on watched_step for insert with check (exists (select from watched
  where watched.id = watched_step.watched and watched.originator = (select actor_organisation())));
comment on table watched_step is 'How a substance under watch came to where it stands.';
comment on column watched_step.watched is 'The substance under watch.';
comment on column watched_step.version is 'The version that it had from then on.';
comment on column watched_step.did is 'What was done.';
comment on column watched_step.status is 'Where it stood from then on.';
comment on column watched_step.at is 'When.';
comment on column watched_step.account is 'Who did it; null: the node, because a signal came.';
comment on column watched_step.note is 'Why.';
grant select, insert on watched_step to {login};

create table advisory (
  id uuid primary key,
  watched uuid not null references watched,
  status text not null default 'draft' check (status in ('draft', 'proposed', 'published', 'expired', 'withdrawn')),
  content jsonb not null,
  prepared_at timestamptz not null,
  proposed_by uuid,
  published_at timestamptz,
  expires_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  version integer not null default 1,
  check (proposed_by is not null or status = 'draft'),
  check ((published_at is null) = (status in ('draft', 'proposed'))),
  check ((ended_at is null) = (status in ('draft', 'proposed', 'published'))),
  check ((reason is null) = (status <> 'withdrawn'))
);
select protect('advisory');
comment on table advisory is 'What an authority says of a danger, in three versions, as its own officers see it.';
comment on column advisory.watched is 'The substance that it is about.';
comment on column advisory.status is 'Where it stands, from draft to published, expired or withdrawn.';
comment on column advisory.content is 'The versions, their readers and how urgent it is, in the shape of contract.ts.';
comment on column advisory.prepared_at is 'When it was begun.';
comment on column advisory.proposed_by is 'Account of the first officer; a second one agrees.';
comment on column advisory.published_at is 'When a second officer agreed.';
comment on column advisory.expires_at is 'From when it no longer holds.';
comment on column advisory.ended_at is 'When it expired or was withdrawn.';
comment on column advisory.reason is 'Why it was withdrawn.';
comment on column advisory.version is 'Goes up by one with each change.';
create index on advisory (watched);
grant select, insert,
  update (status, content, proposed_by, published_at, expires_at, ended_at, reason, version) on advisory to {login};

create table advisory_version (
  advisory uuid not null references advisory,
  reader text not null check (reader in ('public', 'professional', 'restricted')),
  head jsonb not null,
  texts jsonb not null,
  published_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  version integer not null,
  primary key (advisory, reader)
);
select protect('advisory_version');
comment on table advisory_version is 'One version of a published advisory, for its own readers.';
comment on column advisory_version.advisory is 'The advisory.';
comment on column advisory_version.reader is 'For whom it is written.';
comment on column advisory_version.head is 'What it is about, how urgent, where, and who published it.';
comment on column advisory_version.texts is 'The text by language; whether a native reader has read it.';
comment on column advisory_version.published_at is 'When it was published.';
comment on column advisory_version.expires_at is 'From when it no longer holds.';
comment on column advisory_version.ended_at is 'When it expired or was withdrawn.';
comment on column advisory_version.reason is 'Why it was withdrawn; null where it expired.';
comment on column advisory_version.version is 'That of the advisory.';
create index on advisory_version (published_at desc, advisory desc);
grant select, insert, update (ended_at, reason, version) on advisory_version to {login};

create table advisory_receipt (
  advisory uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (advisory, account)
);
select protect('advisory_receipt');
comment on table advisory_receipt is 'Who says that an advisory was read; seen by them and by who published it.';
comment on column advisory_receipt.advisory is 'The advisory.';
comment on column advisory_receipt.account is 'Who read it.';
comment on column advisory_receipt.at is 'When they said so.';
grant select, insert on advisory_receipt to {login};
