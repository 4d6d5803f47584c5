-- Red flags as a firm sets them, in editions: one in force of each leg, at most one that is worked on, and all that were.
create table rulebook (
  id uuid primary key,
  leg text not null check (leg in ('order', 'payment', 'parcel', 'listing')),
  number integer not null check (number > 0),
  status text not null check (status in ('draft', 'shadow', 'proposed', 'in-force', 'past', 'dropped')),
  content jsonb not null,
  digest bytea not null,
  replay jsonb,
  replayed bytea,
  drafted uuid[] not null,
  changed_at timestamptz not null,
  shadow_at timestamptz,
  agreed_by uuid,
  in_force_at timestamptz,
  past_at timestamptz,
  steps jsonb not null default '[]',
  version integer not null default 1,
  check ((agreed_by is null) = (in_force_at is null)),
  check ((status in ('in-force', 'past')) = (in_force_at is not null)),
  check ((status = 'past') = (past_at is not null)),
  check ((status = 'shadow') <= (shadow_at is not null)),
  check (agreed_by is null or not agreed_by = any(drafted)),
  check ((replay is null) = (replayed is null))
);
select protect('rulebook');
comment on table rulebook is 'Editions of red flags that firms set for themselves.';
comment on column rulebook.leg is 'Of what they are asked.';
comment on column rulebook.number is 'Counts the editions of a firm’s leg from 1.';
comment on column rulebook.status is 'Where it stands.';
comment on column rulebook.content is 'What is set, in the shape of rulebooks/content.ts.';
comment on column rulebook.digest is 'SHA-256 of content.';
comment on column rulebook.replay is 'How it compared with what was in force, in the shape of rulebooks/comparison.ts.';
comment on column rulebook.replayed is 'SHA-256 of the content that was compared.';
comment on column rulebook.drafted is 'Accounts of who changed or proposed it; none of them puts it in force.';
comment on column rulebook.changed_at is 'When its content was changed last.';
comment on column rulebook.shadow_at is 'Since when it runs beside what is in force.';
comment on column rulebook.agreed_by is 'Account of the other person, who put it in force.';
comment on column rulebook.in_force_at is 'Since when it is.';
comment on column rulebook.past_at is 'Until when it was.';
comment on column rulebook.steps is 'What was done, when, by whom and why.';
comment on column rulebook.version is 'Goes up by one with each change.';
create unique index on rulebook (originator, leg, number);
create unique index on rulebook (originator, leg) where status = 'in-force';
create unique index on rulebook (originator, leg) where status in ('draft', 'shadow', 'proposed');
grant select, insert, update (status, content, digest, replay, replayed, drafted, changed_at, shadow_at, agreed_by, in_force_at, past_at,
  steps, version) on rulebook to {login};
