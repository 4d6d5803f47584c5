-- Working groups and operations: who works together on what, what they found, and what is to be done about it. A group exists
-- for the authority that convened it and for whoever carries its key; `group_seats` says which organisation carries which key
-- (src/supply/groups/keys.ts), and is asked anew with each request, so that who leaves sees nothing from then on.
create table working_group (
  id uuid primary key,
  kind text not null check (kind in ('standing', 'operation')),
  state text not null default 'planned' check (state in ('planned', 'running', 'closed')),
  title text not null,
  purpose text not null,
  legal_basis text not null,
  begins_on date not null,
  ends_on date,
  made_at timestamptz not null,
  closed_at timestamptz,
  result text,
  version integer not null default 1,
  check ((kind = 'operation') = (ends_on is not null)),
  check (begins_on <= ends_on),
  check ((closed_at is null) = (state <> 'closed')),
  check ((result is null) = (state <> 'closed'))
);
select protect('working_group');
comment on table working_group is 'Working groups and operations of the authority that convened them, the originator.';
comment on column working_group.kind is 'Standing, or an operation that has an end.';
comment on column working_group.state is 'Planned, running or closed.';
comment on column working_group.title is 'By which its members know it.';
comment on column working_group.purpose is 'What it is for.';
comment on column working_group.legal_basis is 'The law or mandate under which its members work together.';
comment on column working_group.begins_on is 'Its first day, in UTC.';
comment on column working_group.ends_on is 'The last day that is planned for an operation.';
comment on column working_group.made_at is 'When it was convened.';
comment on column working_group.closed_at is 'When it was closed.';
comment on column working_group.result is 'What came of it, in words.';
comment on column working_group.version is 'Goes up by one with each change of the group or its members.';
create index on working_group (made_at desc, id desc);
grant select, insert, update (state, closed_at, result, version) on working_group to {login};

create table group_member (
  working_group uuid not null references working_group,
  organisation uuid not null,
  part text not null check (part in ('chair', 'member', 'observer')),
  agreement uuid,
  since timestamptz not null,
  left_at timestamptz,
  primary key (working_group, organisation)
);
comment on table group_member is 'Organisations that take part in a group.';
comment on column group_member.working_group is 'The group.';
comment on column group_member.organisation is 'Who takes part.';
comment on column group_member.part is 'Chair, member or observer.';
comment on column group_member.agreement is 'The agreement under which a firm takes part: while it does not hold, the firm sees nothing.';
comment on column group_member.since is 'From when.';
comment on column group_member.left_at is 'When it left, or was asked to.';
alter table group_member enable row level security;
alter table group_member force row level security;
create policy seen on group_member for select using (exists (select from working_group g where g.id = group_member.working_group));
create policy made on group_member for insert with check (exists (select from working_group g
  where g.id = group_member.working_group and g.originator = (select actor_organisation())));
create policy changed on group_member for update using (exists (select from working_group g
  where g.id = group_member.working_group and g.originator = (select actor_organisation())));
create index on group_member (organisation) where left_at is null;
grant select, insert, update (part, agreement, since, left_at) on group_member to {login};

create table group_finding (
  id uuid primary key,
  working_group uuid not null references working_group,
  text text not null,
  evidence text not null check (evidence in ('seizure', 'laboratory', 'shipping', 'payments', 'online', 'intelligence', 'study')),
  grade text not null check (grade in ('high', 'moderate', 'low', 'very-low')),
  incident uuid,
  watched uuid,
  found_at timestamptz not null
);
select protect('group_finding');
comment on table group_finding is 'What a group found, each written by one of its members, the originator.';
comment on column group_finding.working_group is 'The group.';
comment on column group_finding.text is 'What was found.';
comment on column group_finding.evidence is 'On what kind of evidence it stands.';
comment on column group_finding.grade is 'How sure it is.';
comment on column group_finding.incident is 'An incident that it is about; said to those alone who see that one.';
comment on column group_finding.watched is 'A substance under watch that it is about; said to those alone who see that one.';
comment on column group_finding.found_at is 'When it was written down.';
create index on group_finding (working_group, found_at desc);
-- Nobody reads a finding of a group that does not exist for them, whatever key the finding names.
create policy within on group_finding as restrictive for select using (exists (select from working_group g where g.id = group_finding.working_group));
grant select, insert on group_finding to {login};

create table group_measure (
  id uuid primary key,
  working_group uuid not null references working_group,
  finding uuid references group_finding,
  what text not null,
  owner uuid not null,
  owner_role text not null,
  due_on date not null,
  state text not null default 'agreed' check (state in ('agreed', 'under-way', 'done', 'dropped', 'handed')),
  found_at timestamptz not null,
  agreed_at timestamptz not null,
  ended_at timestamptz,
  words text,
  handed_from uuid,
  reminded_soon date,
  reminded_late date,
  version integer not null default 1,
  check ((ended_at is null) = (state in ('agreed', 'under-way'))),
  check ((words is null) = (state in ('agreed', 'under-way', 'handed')))
);
select protect('group_measure');
comment on table group_measure is 'What is to be done about a finding, by whom, until when, and what came of it.';
comment on column group_measure.working_group is 'The group.';
comment on column group_measure.finding is 'The finding that it answers; null for one that another group handed over.';
comment on column group_measure.what is 'What is to be done.';
comment on column group_measure.owner is 'The organisation that does it.';
comment on column group_measure.owner_role is 'Who there, by function and not by name.';
comment on column group_measure.due_on is 'The day by which it is done, in UTC.';
comment on column group_measure.state is 'Agreed, under way, done, dropped, or handed to another group.';
comment on column group_measure.found_at is 'When the finding was written down that it answers.';
comment on column group_measure.agreed_at is 'When it was agreed on.';
comment on column group_measure.ended_at is 'When it was done, dropped or handed over.';
comment on column group_measure.words is 'How it is seen that it was done, or why it was dropped.';
comment on column group_measure.handed_from is 'The measure of the other group that goes on here.';
comment on column group_measure.reminded_soon is 'The day of which its owner was reminded beforehand.';
comment on column group_measure.reminded_late is 'The day of which its owner was reminded afterwards.';
comment on column group_measure.version is 'Goes up by one with each change.';
create index on group_measure (working_group, due_on);
create index on group_measure (due_on) where ended_at is null;
create policy within on group_measure as restrictive for select using (exists (select from working_group g where g.id = group_measure.working_group));
create policy owned on group_measure for update
  using (owner = (select actor_organisation())) with check (owner = (select actor_organisation()));
create policy convened on group_measure for update using (exists (select from working_group g
  where g.id = group_measure.working_group and g.originator = (select actor_organisation())));
grant select, insert, update (due_on, state, ended_at, words, reminded_soon, reminded_late, version) on group_measure to {login};
create function keep_measure() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null then
    raise exception 'A measure that is over does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_measure() is 'Refuses to change a measure that was done, dropped or handed over.';
revoke execute on function keep_measure() from public;
create trigger keep_measure before update on group_measure for each row execute function keep_measure();

-- Whoever asks: who carries which key, asked before there is an actor; and days, for reminders and figures. No word of a record.
create policy seated on group_member for select to current_user using (true);
create policy seated on working_group for select to current_user using (true);
create policy counted on group_measure for select to current_user using (true);
create function group_seats(party uuid)
  returns table (working_group uuid, organisation uuid, agreement uuid)
  language sql stable security definer set search_path from current
begin atomic
  select m.working_group, m.organisation, m.agreement from group_member m
  where m.left_at is null and (party is null or m.organisation = party) order by m.working_group;
end;
comment on function group_seats(uuid) is 'Groups in which a party, or anybody, takes part now.';
revoke execute on function group_seats(uuid) from public;
grant execute on function group_seats(uuid) to {login};
create function measure_days()
  returns table (id uuid, working_group uuid, originator uuid, owner uuid, state text, found_at timestamptz, due_on date,
    ended_at timestamptz, reminded_soon date, reminded_late date)
  language sql stable security definer set search_path from current
begin atomic
  select m.id, m.working_group, g.originator, m.owner, m.state, m.found_at, m.due_on, m.ended_at, m.reminded_soon, m.reminded_late
  from group_measure m join working_group g on g.id = m.working_group order by m.due_on, m.id;
end;
comment on function measure_days() is 'Days and states of measures, for reminders, figures and the close of a group; nothing of what they say.';
revoke execute on function measure_days() from public;
grant execute on function measure_days() to {login};
create function group_parts()
  returns table (working_group uuid, originator uuid, state text, kind text, partners integer)
  language sql stable security definer set search_path from current
begin atomic
  select g.id, g.originator, g.state, g.kind,
    (select count(*)::integer from group_member m where m.working_group = g.id and m.left_at is null and m.agreement is not null)
  from working_group g order by g.id;
end;
comment on function group_parts() is 'Groups and how many firms take part in each, for figures.';
revoke execute on function group_parts() from public;
grant execute on function group_parts() to {login};
