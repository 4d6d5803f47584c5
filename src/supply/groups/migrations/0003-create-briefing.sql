-- Briefings of a group: a short text with a handling mark, for readers who are named when it is released. A draft is its
-- authority's own; what is released goes no further than its mark, and exists for nobody for whom the group does not.
create table group_briefing (
  id uuid primary key,
  working_group uuid not null references working_group,
  state text not null default 'draft' check (state in ('draft', 'proposed', 'released', 'recalled')),
  number integer not null check (number > 0),
  replaces uuid references group_briefing,
  title jsonb not null,
  body jsonb not null,
  pap text check (pap in ('clear', 'green', 'amber', 'red')),
  recipients uuid[] not null,
  meeting uuid references group_meeting,
  written_by uuid not null,
  proposed_by uuid,
  written_at timestamptz not null,
  released_at timestamptz,
  recalled_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((released_at is null) = (state in ('draft', 'proposed'))),
  check ((recalled_at is null) = (state <> 'recalled')),
  check ((reason is null) = (state <> 'recalled'))
);
select protect('group_briefing');
alter table group_briefing add check ((marking = 4) = (meeting is not null));
comment on table group_briefing is 'Short texts that an authority gives to members of a group.';
comment on column group_briefing.working_group is 'The group.';
comment on column group_briefing.state is 'Draft, proposed to a second officer, released or recalled.';
comment on column group_briefing.number is 'Which version it is, from 1.';
comment on column group_briefing.replaces is 'The version that it takes the place of.';
comment on column group_briefing.title is 'By language.';
comment on column group_briefing.body is 'By language.';
comment on column group_briefing.pap is 'Permissible Actions Protocol: what may be done with what it says; null: nothing is said.';
comment on column group_briefing.recipients is 'Organisations that it is for; none where it is for named persons.';
comment on column group_briefing.meeting is 'TLP:RED: for those who say that they were at this meeting.';
comment on column group_briefing.written_by is 'Account of the first officer.';
comment on column group_briefing.proposed_by is 'Account of who proposed it: a second officer agrees.';
comment on column group_briefing.written_at is 'When it was written.';
comment on column group_briefing.released_at is 'When its readers were given it.';
comment on column group_briefing.recalled_at is 'When it was recalled.';
comment on column group_briefing.reason is 'Why.';
comment on column group_briefing.version is 'Goes up by one with each change.';
create index on group_briefing (working_group, written_at desc);
create policy within on group_briefing as restrictive for select using (exists (select from working_group g where g.id = group_briefing.working_group));
grant select, insert, update (state, proposed_by, released_at, recalled_at, reason, audience, version) on group_briefing to {login};

create table group_receipt (
  briefing uuid not null references group_briefing,
  organisation uuid not null,
  at timestamptz not null,
  primary key (briefing, organisation)
);
comment on table group_receipt is 'Organisations that say that they read a briefing; seen by them and by who gave it.';
comment on column group_receipt.briefing is 'The briefing.';
comment on column group_receipt.organisation is 'Who read it.';
comment on column group_receipt.at is 'When they said so first.';
alter table group_receipt enable row level security;
alter table group_receipt force row level security;
create policy seen on group_receipt for select using (exists (select from group_briefing b where b.id = group_receipt.briefing
  and (b.originator = (select actor_organisation()) or group_receipt.organisation = (select actor_organisation()))));
create policy made on group_receipt for insert with check (organisation = (select actor_organisation())
  and exists (select from group_briefing b where b.id = group_receipt.briefing));
grant select, insert on group_receipt to {login};
