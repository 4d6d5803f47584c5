-- What worked, or did not, at one organisation, so that others need not begin anew. A draft exists for its editors; a
-- published one for everybody with an account or for everybody. Nobody is named in it but the organisation.
create table practice (
  id uuid primary key,
  status text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
  content jsonb not null,
  node jsonb,
  changed_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((published_at is null) = (status = 'draft')),
  check ((ended_at is null) = (status <> 'withdrawn')),
  check ((reason is null) = (ended_at is null))
);
select protect('practice');
comment on table practice is 'Practices that organisations share, and those that other nodes told.';
comment on column practice.status is 'Where it stands, from draft to published or withdrawn.';
comment on column practice.content is 'What was done, where, for whom, and what came of it, in the shape of contract.ts.';
comment on column practice.node is 'The other node from which it came; null where it is of this one.';
comment on column practice.changed_at is 'When it last changed; by it the list is ordered.';
comment on column practice.published_at is 'When it was published.';
comment on column practice.ended_at is 'When it was withdrawn.';
comment on column practice.reason is 'Why it was withdrawn.';
comment on column practice.version is 'Goes up by one with each change.';
create index on practice (changed_at desc, id desc);
grant select, insert,
  update (status, content, changed_at, published_at, ended_at, reason, version, audience, marking) on practice to {login};

create table practice_reuse (
  practice uuid not null references practice,
  outcome text not null check (outcome in ('used', 'adapted', 'did-not-work')),
  note text not null default '' check (length(note) <= 2000),
  at timestamptz not null
);
select protect('practice_reuse');
alter table practice_reuse add primary key (practice, originator);
comment on table practice_reuse is 'What other organisations say that became of a practice with them: one word each, the latest.';
comment on column practice_reuse.practice is 'The practice.';
comment on column practice_reuse.outcome is 'Used as it is, adapted, or did not work there.';
comment on column practice_reuse.note is 'What they add.';
comment on column practice_reuse.at is 'When they said so last.';
grant select, insert, update (outcome, note, at) on practice_reuse to {login};

create table practice_translation (
  practice uuid not null references practice,
  language text not null check (language in ('en', 'fr', 'es', 'ar', 'ru', 'zh')),
  texts jsonb not null,
  at timestamptz not null
);
select protect('practice_translation');
alter table practice_translation add primary key (practice, language, originator);
comment on table practice_translation is 'Translations that other organisations made, shown as theirs.';
comment on column practice_translation.practice is 'The practice.';
comment on column practice_translation.language is 'Into which language.';
comment on column practice_translation.texts is 'The parts of the text, in the shape of contract.ts.';
comment on column practice_translation.at is 'When it was made.';
grant select, insert, update (texts, at) on practice_translation to {login};
