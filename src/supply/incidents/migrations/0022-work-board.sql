-- How people work through the board: what they have read, who of an organisation takes what, which filters they keep, and
-- how often they want to be told what matches one.
create table incident_read (
  incident uuid not null references incident (id) on delete cascade,
  account uuid not null,
  at timestamptz not null default now(),
  primary key (incident, account)
);
comment on table incident_read is 'Which incidents somebody has marked as read.';
comment on column incident_read.incident is 'The incident.';
comment on column incident_read.account is 'Who.';
comment on column incident_read.at is 'When.';
alter table incident_read enable row level security;
alter table incident_read force row level security;
-- One's own, of what one sees.
create policy own on incident_read for all using (
  'account:' || account = any(string_to_array(current_setting('app.keys', true), ' '))
  and exists (select 1 from incident where id = incident_read.incident));
grant select, insert, delete on incident_read to {login};

create table incident_assignee (
  incident uuid not null references incident (id) on delete cascade,
  organisation uuid not null,
  account uuid not null,
  at timestamptz not null default now(),
  primary key (incident, organisation)
);
comment on table incident_assignee is 'Who of an organisation has taken an incident on.';
comment on column incident_assignee.incident is 'The incident.';
comment on column incident_assignee.organisation is 'The organisation, whose own affair it is.';
comment on column incident_assignee.account is 'Who.';
comment on column incident_assignee.at is 'Since when.';
alter table incident_assignee enable row level security;
alter table incident_assignee force row level security;
create policy within on incident_assignee for all using (
  organisation = (select actor_organisation()) and exists (select 1 from incident where id = incident_assignee.incident));
grant select, insert, delete on incident_assignee to {login};

create table saved_filter (
  id uuid primary key,
  account uuid not null,
  organisation uuid not null,
  name text not null,
  query jsonb not null,
  tell text not null check (tell in ('no', 'hourly', 'daily')),
  told_at timestamptz not null,
  due_at timestamptz
    check ((due_at is null) = (tell = 'no'))
);
comment on table saved_filter is 'Filters of the board that somebody keeps, and how often they are told what matches one.';
comment on column saved_filter.account is 'Whose.';
comment on column saved_filter.organisation is 'The organisation for which they keep it.';
comment on column saved_filter.name is 'What they call it.';
comment on column saved_filter.query is 'What it asks, in the shape of contract.ts.';
comment on column saved_filter.tell is 'How often it is told what matches: no, hourly, daily.';
comment on column saved_filter.told_at is 'Until when what matches was told.';
comment on column saved_filter.due_at is 'When it is told next.';
alter table saved_filter enable row level security;
alter table saved_filter force row level security;
create policy own on saved_filter for all using (
  'account:' || account = any(string_to_array(current_setting('app.keys', true), ' '))
  and organisation = (select actor_organisation()));
-- Whoever looks which are due sits as nobody, and learns whose they are; what matches is asked as that person.
create policy due on saved_filter for select using (current_setting('app.subscriptions', true) = 'on');
create policy claimed on saved_filter for update using (current_setting('app.subscriptions', true) = 'on');
create index on saved_filter (due_at) where due_at is not null;
create index on saved_filter (account);
grant select, insert, delete, update (told_at, due_at) on saved_filter to {login};
