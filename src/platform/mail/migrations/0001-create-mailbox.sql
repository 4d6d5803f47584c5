-- Letters of the demonstration node, which sends nothing: a page shows them instead. On a real node this table stays
-- empty, and the mailer that fills it is not made.
create table mailbox (
  id text primary key,
  turn bigint generated always as identity,
  kind text not null check (kind in ('own', 'inbox')),
  recipient text not null,
  subject text not null,
  body text not null,
  language text not null,
  at timestamptz not null default now()
);
comment on table mailbox is 'Letters that the demonstration node would have sent.';
comment on column mailbox.id is 'The stable Message-ID: a letter that is sent again is not kept twice.';
comment on column mailbox.turn is 'Order of sending.';
comment on column mailbox.kind is 'Says something of its own, or that something waits in an inbox.';
comment on column mailbox.recipient is 'Address of the made-up person.';
comment on column mailbox.subject is 'Subject line.';
comment on column mailbox.body is 'Plain text.';
comment on column mailbox.language is 'Language of the recipient.';
comment on column mailbox.at is 'When it would have been sent.';
alter table mailbox enable row level security;
alter table mailbox force row level security;
-- In the demonstration everyone may step into everyone, so everyone may read every letter.
create policy everyone_reads on mailbox for select using (true);
create policy node_adds on mailbox for insert with check (true);
grant select, insert on mailbox to {login};
