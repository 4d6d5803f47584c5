-- Notifications: one an event and recipient, made by the dispatcher. A recipient is an account or a role; who holds the
-- role is decided at each reading. A notification exists only for one who may see its event at that moment.

create table notification (
  event uuid not null references event,
  place bigint not null,
  recipient text not null,
  message text not null,
  "values" jsonb not null default '{}',
  link text,
  at timestamptz not null,
  primary key (event, recipient)
);
comment on table notification is 'What is told in the inbox of an account, or of all who hold a role.';
comment on column notification.event is 'The event that it tells of.';
comment on column notification.place is 'The place of that event: newest first.';
comment on column notification.recipient is 'Key of the account, role or organisation.';
comment on column notification.message is 'Key of a message; the text is made in the reader''s language.';
comment on column notification."values" is 'What the message names: numbers, codes, dates. Never content.';
comment on column notification.link is 'Path of the page that shows the record.';
comment on column notification.at is 'When it happened.';
alter table notification enable row level security;
alter table notification force row level security;
create policy own on notification for select using (
  recipient = any ((select actor_keys())::text[]) and exists (select from event where event.id = notification.event));
create policy dispatcher_reads on notification for select using ((select is_dispatcher()));
create policy dispatcher_makes on notification for insert with check ((select is_dispatcher()));
create index on notification (recipient, place desc);
grant select, insert on notification to {login};

create table notification_read (
  event uuid not null references event,
  reader text not null,
  at timestamptz not null default now(),
  primary key (reader, event)
);
comment on table notification_read is 'Which account has read which notification.';
comment on column notification_read.event is 'The event of the notification.';
comment on column notification_read.reader is 'Key of the account.';
comment on column notification_read.at is 'When.';
alter table notification_read enable row level security;
alter table notification_read force row level security;
create policy own on notification_read for select using (reader = any ((select actor_keys())::text[]));
create policy reads on notification_read for insert with check (reader = any ((select actor_keys())::text[]));
grant select, insert on notification_read to {login};
