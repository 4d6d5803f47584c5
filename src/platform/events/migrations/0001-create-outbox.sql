-- The outbox. An event is written in the transaction of the record that it tells of and carries that record's handling,
-- so that whoever may not see the record never hears of it. The dispatcher gives each event its place afterwards, one
-- dispatcher at a time: ids become visible out of order, places do not, and so no reader skips an event.

create function is_dispatcher() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.dispatcher', true), '') = 'on';
comment on function is_dispatcher() is 'Whether this transaction hands events on, for nobody in particular.';

create table event (
  id uuid primary key,
  turn bigint generated always as identity,
  place bigint unique,
  kind text not null check (kind ~ '^[a-z][a-z0-9.-]{0,99}$'),
  record uuid not null,
  data jsonb not null default '{}',
  notify jsonb not null default '[]',
  at timestamptz not null default now()
);
select protect('event');
comment on table event is 'What happened to a record, for those who may see the record.';
comment on column event.id is 'Stable; what a receiver knows a repetition by.';
comment on column event.turn is 'Order of writing, near enough; not the order of becoming visible.';
comment on column event.place is 'Order of dispatch, given by the dispatcher; absent until then. Never shown: gaps would tell of hidden events.';
comment on column event.kind is 'What happened, such as thing.made.';
comment on column event.record is 'The record that it happened to.';
comment on column event.data is 'Ids and codes that a reader needs to know what to load; never content.';
comment on column event.notify is 'Whom to notify, and by which message: [{to, message, values, link}].';
comment on column event.at is 'When the transaction of the record began.';
create index on event (turn) where place is null;
create index on event (record);
create policy dispatcher_reads on event for select using ((select is_dispatcher()));
create policy dispatcher_places on event for update using ((select is_dispatcher())) with check ((select is_dispatcher()));
grant select, insert, update (place, audience, marking, purposes) on event to {login};

create table event_reader (
  name text primary key,
  place bigint not null default 0,
  failures integer not null default 0,
  retry_at timestamptz,
  trouble text
);
comment on table event_reader is 'How far each consumer of events has come; `dispatch` is how far places are given.';
comment on column event_reader.name is 'The consumer.';
comment on column event_reader.place is 'The place of the last event that it has finished with.';
comment on column event_reader.failures is 'How often the next event failed in a row.';
comment on column event_reader.retry_at is 'Not before then after a failure.';
comment on column event_reader.trouble is 'Code or name of the last error, without its text, which could hold content.';
alter table event_reader enable row level security;
alter table event_reader force row level security;
-- A stream needs to know how far places are given, in the same look as the events themselves.
create policy reads on event_reader for select using (name = 'dispatch' or (select is_dispatcher()));
create policy begins on event_reader for insert with check ((select is_dispatcher()));
create policy goes_on on event_reader for update using ((select is_dispatcher())) with check ((select is_dispatcher()));
grant select, insert, update on event_reader to {login};
insert into event_reader (name) select 'dispatch' where set_config('app.dispatcher', 'on', true) = 'on';
select set_config('app.dispatcher', '', true);

-- PostgreSQL lets every login of a database listen to any channel whose name it knows. When something happens in one
-- compartment is no other compartment's business, so the name is drawn and only this compartment's login reads it.
create table event_channel (name text primary key);
comment on table event_channel is 'The one channel on which this compartment wakes its own processes.';
comment on column event_channel.name is 'Drawn at random.';
alter table event_channel enable row level security;
alter table event_channel force row level security;
create policy reads on event_channel for select using (true);
create policy drawn on event_channel for insert with check ((select is_dispatcher()));
insert into event_channel select 'events_' || replace(gen_random_uuid()::text, '-', '')
  where set_config('app.dispatcher', 'on', true) = 'on';
select set_config('app.dispatcher', '', true);
grant select on event_channel to {login};
