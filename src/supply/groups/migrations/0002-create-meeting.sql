-- Meetings of a group: when and where, what was decided, and who says that they were there. A meeting is its planner's, and read
-- by whoever takes part.
create table group_meeting (
  id uuid primary key,
  working_group uuid not null references working_group,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  place text,
  link text,
  agenda text not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  minutes text,
  decisions text[] not null default '{}',
  reason text,
  changed_at timestamptz not null,
  version integer not null default 1,
  check (starts_at < ends_at),
  check (place is not null or link is not null),
  check ((minutes is null) = (state <> 'held')),
  check ((reason is null) = (state <> 'cancelled'))
);
select protect('group_meeting');
comment on table group_meeting is 'Meetings of a group; their planner is the originator.';
comment on column group_meeting.working_group is 'The group.';
comment on column group_meeting.title is 'What it is called.';
comment on column group_meeting.starts_at is 'When it begins.';
comment on column group_meeting.ends_at is 'When it ends.';
comment on column group_meeting.zone is 'The time zone in which it was planned, by its IANA name.';
comment on column group_meeting.place is 'Where.';
comment on column group_meeting.link is 'Where by video or telephone.';
comment on column group_meeting.agenda is 'What it is about.';
comment on column group_meeting.state is 'Planned, held or cancelled.';
comment on column group_meeting.minutes is 'What was said, in short.';
comment on column group_meeting.decisions is 'What was decided, one each.';
comment on column group_meeting.reason is 'Why it was cancelled.';
comment on column group_meeting.changed_at is 'When it last changed.';
comment on column group_meeting.version is 'Goes up by one with each change; the sequence number of the calendar (RFC 5545) is one less.';
create index on group_meeting (working_group, starts_at);
create policy within on group_meeting as restrictive for select using (exists (select from working_group g where g.id = group_meeting.working_group));
grant select, insert, update (title, starts_at, ends_at, zone, place, link, agenda, state, minutes, decisions, reason, changed_at,
  version) on group_meeting to {login};

create table group_attendance (
  meeting uuid not null references group_meeting,
  account uuid not null,
  organisation uuid not null,
  at timestamptz not null,
  primary key (meeting, account)
);
comment on table group_attendance is 'Who says that they were at a meeting; of others their organisation alone is shown.';
comment on column group_attendance.meeting is 'The meeting.';
comment on column group_attendance.account is 'Who was there.';
comment on column group_attendance.organisation is 'For which organisation.';
comment on column group_attendance.at is 'When they said so.';
alter table group_attendance enable row level security;
alter table group_attendance force row level security;
create policy seen on group_attendance for select using (exists (select from group_meeting m where m.id = group_attendance.meeting));
create policy made on group_attendance for insert with check (organisation = (select actor_organisation())
  and 'account:' || account = any (actor_keys())
  and exists (select from group_meeting m where m.id = group_attendance.meeting));
grant select, insert on group_attendance to {login};
