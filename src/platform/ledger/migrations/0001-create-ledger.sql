-- Who saw and did what, so that nobody can later say otherwise: neither a clerk, nor the operator of the node.
-- A line is written in the transaction of what it tells of; a moment later it gets its place in a Merkle tree
-- (RFC 6962) whose root is signed. The login adds and reads; it changes nothing and removes no line.

create table ledger_line (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null default clock_timestamp(),
  account text,
  organisation uuid,
  verb text not null check (verb <> ''),
  kind text not null check (kind <> ''),
  ids text[] not null,
  purpose text,
  digest bytea check (length(digest) = 32),
  check (digest is null or cardinality(ids) = 1)
);
comment on table ledger_line is 'Each reading and writing of records: who, when, what, for what purpose. Never what the record says.';
comment on column ledger_line.id is 'Order of writing. Numbers are missing where a transaction was given up.';
comment on column ledger_line.at is 'When it was written, by the clock of the database.';
comment on column ledger_line.account is 'The account that acted; null: the node itself.';
comment on column ledger_line.organisation is 'The organisation for which it acted; null: the node itself.';
comment on column ledger_line.verb is 'What was done, as its room calls it.';
comment on column ledger_line.kind is 'Kind of the records.';
comment on column ledger_line.ids is 'The records: one, or those of a page that was read.';
comment on column ledger_line.purpose is 'What for, where the actor had to say.';
comment on column ledger_line.digest is 'HMAC-SHA-256 of the content under the salt of the record; null: nothing was written.';
create index ledger_line_by_time on ledger_line (at, id);
create index ledger_line_by_account on ledger_line (account, at, id);
create index ledger_line_by_kind on ledger_line (kind, at, id);
create index ledger_line_by_record on ledger_line using gin (ids) with (fastupdate = off);
alter table ledger_line enable row level security;
alter table ledger_line force row level security;
create policy told on ledger_line for select using (true);
-- An actor's line is written in the actor's own transaction: nobody signs for somebody else.
create policy written on ledger_line for insert with check (
  (account is null and organisation is null)
  or (organisation = actor_organisation() and actor_keys() @> array['account:' || account])
);
-- Place and time of a line are the database's to say: these columns cannot be given.
grant select, insert (account, organisation, verb, kind, ids, purpose, digest) on ledger_line to {login};

create table ledger_pending (line bigint primary key);
comment on table ledger_pending is 'Lines that have no place in the tree yet. A line enters with its own transaction, so none is passed over because it became visible late.';
comment on column ledger_pending.line is 'The line.';
alter table ledger_pending enable row level security;
alter table ledger_pending force row level security;
create policy sealer_reads on ledger_pending for select using (true);
create policy line_enters on ledger_pending for insert with check (true);
create policy sealer_takes on ledger_pending for delete using (true);
grant select, insert, delete on ledger_pending to {login};

create function ledger_queue() returns trigger language plpgsql set search_path from current as $$
begin
  insert into ledger_pending (line) values (new.id);
  return null;
end $$;
comment on function ledger_queue() is 'Puts a new line among those that wait for their place.';
create trigger queued after insert on ledger_line for each row execute function ledger_queue();

create table ledger_leaf (
  position bigint primary key check (position >= 0),
  line bigint not null unique references ledger_line,
  hash bytea not null check (length(hash) = 32)
);
comment on table ledger_leaf is 'The place of each line in the tree.';
comment on column ledger_leaf.position is 'Counted from 0, without gaps.';
comment on column ledger_leaf.line is 'The line that stands there.';
comment on column ledger_leaf.hash is 'SHA-256 of 0x00 and the canonical text of the line (RFC 6962, 2.1).';
alter table ledger_leaf enable row level security;
alter table ledger_leaf force row level security;
create policy told on ledger_leaf for select using (true);
create policy sealer_places on ledger_leaf for insert with check (true);
grant select, insert on ledger_leaf to {login};

create table ledger_checkpoint (
  size bigint primary key check (size > 0),
  note text not null,
  edge bytea not null check (length(edge) % 32 = 0),
  at timestamptz(3) not null default clock_timestamp()
);
comment on table ledger_checkpoint is 'What the tree was at a moment, signed.';
comment on column ledger_checkpoint.size is 'Number of lines under the signature.';
comment on column ledger_checkpoint.note is 'Origin, size and root, signed with Ed25519 (C2SP tlog-checkpoint). May be published.';
comment on column ledger_checkpoint.edge is 'Roots of the full subtrees, left to right: enough to go on from here without the lines before.';
comment on column ledger_checkpoint.at is 'When it was signed, by the clock of the database.';
alter table ledger_checkpoint enable row level security;
alter table ledger_checkpoint force row level security;
create policy told on ledger_checkpoint for select using (true);
create policy sealer_signs on ledger_checkpoint for insert with check (true);
grant select, insert (size, note, edge) on ledger_checkpoint to {login};

create table ledger_salt (
  kind text not null,
  id text not null,
  salt bytea not null check (length(salt) = 32),
  primary key (kind, id)
);
comment on table ledger_salt is 'By record, what its digests were made with. Gone with the record: then no digest can be tried against a guess.';
comment on column ledger_salt.kind is 'Kind of the record.';
comment on column ledger_salt.id is 'The record.';
comment on column ledger_salt.salt is '32 random bytes.';
alter table ledger_salt enable row level security;
alter table ledger_salt force row level security;
create policy used on ledger_salt for select using (true);
create policy made on ledger_salt for insert with check (true);
create policy erased on ledger_salt for delete using (true);
grant select, insert, delete on ledger_salt to {login};
