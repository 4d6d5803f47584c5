-- What is on its way from one wing to the other. It lies in the compartment that both wings' processes hold, so that no
-- process needs a login of the other wing; it holds what may cross and nothing else, and only until it is taken. Rows exist
-- only while one passage works (`app.crossing` is its name).
create table passage_message (
  id uuid not null,
  verb text not null check (verb in ('tell', 'take-back')),
  passage text not null,
  turn bigint generated always as identity,
  content jsonb,
  at timestamptz not null default now(),
  primary key (passage, id, verb),
  check (content is not null or verb = 'take-back')
);
comment on table passage_message is 'What crosses between the wings, until the other side has taken it.';
comment on column passage_message.id is 'The id under which the other side knows it.';
comment on column passage_message.verb is 'Told, or taken back.';
comment on column passage_message.passage is 'Which passage it is on, such as warning-to-health.';
comment on column passage_message.turn is 'Order of sending.';
comment on column passage_message.content is 'The fields that this passage names; of what is taken back at most when and why.';
comment on column passage_message.at is 'When it was sent.';
create index on passage_message (passage, turn);
alter table passage_message enable row level security;
alter table passage_message force row level security;
create policy waits on passage_message for select using (passage = current_setting('app.crossing', true));
create policy sent on passage_message for insert with check (passage = current_setting('app.crossing', true));
create policy taken on passage_message for delete using (passage = current_setting('app.crossing', true));
grant select, insert, delete on passage_message to {login};
