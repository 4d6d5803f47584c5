-- Two pairs of eyes: what one person proposed has no effect until another decides. The database itself refuses one
-- person on both sides, whatever a program forgets.

create table approval (
  id uuid primary key,
  kind text not null,
  subject text not null,
  content jsonb not null,
  audience text[] not null check (cardinality(audience) > 0),
  proposed_by uuid not null,
  organisation uuid not null,
  proposed_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at > proposed_at),
  decision text check (decision in ('approved', 'declined')),
  decided_by uuid check (decided_by <> proposed_by),
  decided_at timestamptz,
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
create index on approval using gin (audience);
comment on table approval is 'What waits for a second person, and what became of it.';
comment on column approval.id is 'Given by whoever proposes, so that proposing twice is proposing once.';
comment on column approval.kind is 'What kind of act it is; says who may decide and what then happens.';
comment on column approval.subject is 'What it is about: an id in this compartment.';
comment on column approval.content is 'What will be so when it is approved, as it was proposed.';
comment on column approval.audience is 'Keys of those who may see it: who proposed, and who may decide.';
comment on column approval.proposed_by is 'The account that proposed.';
comment on column approval.organisation is 'The organisation for which it was proposed.';
comment on column approval.proposed_at is 'When it was proposed.';
comment on column approval.expires_at is 'After this moment nobody decides it any more.';
comment on column approval.decision is 'approved or declined; empty while it waits.';
comment on column approval.decided_by is 'The account that decided, never the one that proposed.';
comment on column approval.decided_at is 'When it was decided.';

alter table approval enable row level security;
alter table approval force row level security;
create policy seen on approval for select using (audience && (select actor_keys()));
create policy proposed on approval for insert with check (
  (select actor_keys()) @> array['account:' || proposed_by] and organisation = (select actor_organisation()) and decision is null);
create policy decided on approval for update
  using (audience && (select actor_keys()) and decision is null and expires_at > now()
    and not (select actor_keys()) @> array['account:' || proposed_by])
  with check ((select actor_keys()) @> array['account:' || decided_by]);
grant select, insert on approval to {login};
grant update (decision, decided_by, decided_at) on approval to {login};
