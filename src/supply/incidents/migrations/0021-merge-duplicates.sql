-- Two reports of one event: one points to the other, by those who reported them. Nothing of either is changed or lost; each
-- step is a line that stays, and what holds now follows from the last.
create table merge_step (
  duplicate uuid not null references incident (id) on delete cascade,
  kept uuid not null references incident (id) on delete cascade,
  turn integer not null check (turn > 0),
  step text not null check (step in ('propose', 'merge', 'decline', 'undo')),
  organisation uuid not null,
  account uuid not null,
  reason text not null,
  at timestamptz not null,
  primary key (duplicate, kept, turn),
  check (duplicate <> kept)
);
comment on table merge_step is 'Which incident tells of the same event as which other one, step by step.';
comment on column merge_step.duplicate is 'The incident that points to the other.';
comment on column merge_step.kept is 'The incident that is worked on.';
comment on column merge_step.turn is 'Which step of these two it is, from 1.';
comment on column merge_step.step is 'Proposed by one author, merged, declined by the other author, or undone.';
comment on column merge_step.organisation is 'Whose step it was.';
comment on column merge_step.account is 'Who took it.';
comment on column merge_step.reason is 'Why.';
comment on column merge_step.at is 'When.';
alter table merge_step enable row level security;
alter table merge_step force row level security;
-- For whom both exist and neither is gone; what was only proposed, for the two authors alone.
create policy seen on merge_step for select using (
  exists (select 1 from incident where id = duplicate and (status <> 'recalled' or originator = (select actor_organisation())))
  and exists (select 1 from incident where id = kept and (status <> 'recalled' or originator = (select actor_organisation())))
  and (step in ('merge', 'undo')
    or exists (select 1 from incident where id in (duplicate, kept) and originator = (select actor_organisation()))));
-- Each author takes its own steps. Those of an author at another node are written beside the author here whom they concern,
-- who sees both incidents, by the exchange alone, and only where that other author's incident came from there.
create policy made on merge_step for insert with check ((organisation = (select actor_organisation())
    or (select peers_at_work()) and exists (select 1 from peer_arrival where record in (duplicate, kept) and originator = organisation))
  and exists (select 1 from incident where id = duplicate) and exists (select 1 from incident where id = kept)
  and exists (select 1 from incident where id in (duplicate, kept) and originator = (select actor_organisation())));
create index on merge_step (kept);
grant select, insert on merge_step to {login};
