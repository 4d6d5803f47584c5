-- What two nodes need to exchange messages through bad lines: who the other is, what waits for it, what came from it.
-- Payloads wait here whose readers are decided elsewhere, so these rows exist only while the exchange itself is at work
-- (`app.peers`, set by src/platform/peers/tables.ts); a room's own query finds nothing.

create function peers_at_work() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.peers', true), '') = 'on';
comment on function peers_at_work() is 'Whether the exchange with peers runs in this transaction.';

create table peer (
  id uuid primary key,
  name text not null,
  address text not null,
  status text not null check (status in ('proposed', 'active', 'suspended')),
  changed_at timestamptz not null,
  our_key text not null,
  announced text not null,
  sent_seq integer not null default 0,
  acked_seq integer not null default 0,
  received_seq integer not null default 0,
  failures integer not null default 0,
  next_try timestamptz,
  heard_at timestamptz,
  problem text,
  problem_detail text
);
comment on table peer is 'Another node, admitted by hand.';
comment on column peer.id is 'Its node id.';
comment on column peer.name is 'What it calls itself.';
comment on column peer.address is 'Where we reach it.';
comment on column peer.status is 'proposed: its card was read; active: a person compared its fingerprint; suspended: nothing goes either way.';
comment on column peer.changed_at is 'When its status changed last.';
comment on column peer.our_key is 'Id of the newest of our keys that it knows; we sign with that.';
comment on column peer.announced is 'Our card as we last announced it, canonical JSON.';
comment on column peer.sent_seq is 'Number of the last message for it.';
comment on column peer.acked_seq is 'Up to this number it has all.';
comment on column peer.received_seq is 'Up to this number we have all of its messages.';
comment on column peer.failures is 'Attempts that failed since the last that went well.';
comment on column peer.next_try is 'Not before then; null at once.';
comment on column peer.heard_at is 'When it last answered or sent something that was truly its own.';
comment on column peer.problem is 'Code of the problem with the last attempt; null where it went well.';
comment on column peer.problem_detail is 'The same in a sentence.';

create table peer_key (
  id text primary key,
  peer_id uuid not null references peer (id),
  x text not null,
  place integer not null,
  retired_at timestamptz,
  unique (peer_id, place)
);
comment on table peer_key is 'Public keys of peers.';
comment on column peer_key.id is 'RFC 7638 thumbprint.';
comment on column peer_key.peer_id is 'Whose it is.';
comment on column peer_key.x is 'The key, base64url.';
comment on column peer_key.place is 'First, second, third key of this peer.';
comment on column peer_key.retired_at is 'From then on it signs no request; set once a later key was used.';

create table peer_outgoing (
  peer_id uuid not null references peer (id),
  message_id uuid not null,
  seq integer not null,
  kind text not null,
  body text,
  digest text not null,
  queued_at timestamptz not null,
  outcome text check (outcome in ('received', 'accepted', 'refused')),
  primary key (peer_id, message_id),
  unique (peer_id, seq) deferrable initially immediate
);
comment on table peer_outgoing is 'Messages to peers, in the order in which they go.';
comment on column peer_outgoing.peer_id is 'To whom.';
comment on column peer_outgoing.message_id is 'The same for every peer that gets it.';
comment on column peer_outgoing.seq is 'Its number on the way to this peer.';
comment on column peer_outgoing.kind is 'What it is.';
comment on column peer_outgoing.body is 'Canonical JSON; null some time after its receipt, when no restored backup can ask for it.';
comment on column peer_outgoing.digest is 'SHA-256 of the body as it was queued, base64url; receipts name it.';
comment on column peer_outgoing.queued_at is 'When.';
comment on column peer_outgoing.outcome is 'Of the last receipt; null before any.';
create index on peer_outgoing (message_id);

create table peer_receipt (
  peer_id uuid not null references peer (id),
  message_id uuid not null,
  outcome text not null check (outcome in ('received', 'accepted', 'refused')),
  reason text,
  detail text,
  said_at timestamptz not null,
  stored_at timestamptz not null default clock_timestamp(),
  signed text not null,
  primary key (message_id, peer_id, signed)
);
comment on table peer_receipt is 'What peers said, under their signature, about messages of ours. Never changed.';
comment on column peer_receipt.peer_id is 'Who says it.';
comment on column peer_receipt.message_id is 'About which message.';
comment on column peer_receipt.outcome is 'received: it has it, the answer comes later; accepted; refused.';
comment on column peer_receipt.reason is 'Code, where there is one.';
comment on column peer_receipt.detail is 'The same in a sentence.';
comment on column peer_receipt.said_at is 'When, by its clock.';
comment on column peer_receipt.stored_at is 'When, by ours.';
comment on column peer_receipt.signed is 'The receipt itself: compact JWS (RFC 7515), EdDSA.';

create table peer_incoming (
  peer_id uuid not null references peer (id),
  message_id uuid not null,
  seq integer not null,
  kind text not null,
  digest text not null,
  kept text,
  outcome text not null check (outcome in ('received', 'accepted', 'refused')),
  recalled_at timestamptz,
  received_at timestamptz not null,
  receipt text not null,
  primary key (peer_id, message_id)
);
comment on table peer_incoming is 'Messages that came, one line each, so that none has its effect twice.';
comment on column peer_incoming.peer_id is 'From whom.';
comment on column peer_incoming.message_id is 'Its id.';
comment on column peer_incoming.seq is 'Its number on the way.';
comment on column peer_incoming.kind is 'What it is.';
comment on column peer_incoming.digest is 'SHA-256 of the message, base64url.';
comment on column peer_incoming.kept is 'The message, only where this program does not know its kind yet or failed over it.';
comment on column peer_incoming.outcome is 'What our last receipt says.';
comment on column peer_incoming.recalled_at is 'When its sender took it back.';
comment on column peer_incoming.received_at is 'When.';
comment on column peer_incoming.receipt is 'Our first receipt: a repeated message gets the same again.';

create table peer_nonce (
  peer_id uuid not null references peer (id),
  nonce text not null,
  forget_at timestamptz not null,
  primary key (peer_id, nonce)
);
comment on table peer_nonce is 'Nonces of requests that came, as long as their signature could pass: a replayed request is refused.';
comment on column peer_nonce.peer_id is 'Of whom.';
comment on column peer_nonce.nonce is 'The nonce.';
comment on column peer_nonce.forget_at is 'From then on its signature has expired.';
create index on peer_nonce (forget_at);

alter table peer enable row level security;
alter table peer force row level security;
create policy at_work on peer using (peers_at_work()) with check (peers_at_work());
alter table peer_key enable row level security;
alter table peer_key force row level security;
create policy at_work on peer_key using (peers_at_work()) with check (peers_at_work());
alter table peer_outgoing enable row level security;
alter table peer_outgoing force row level security;
create policy at_work on peer_outgoing using (peers_at_work()) with check (peers_at_work());
alter table peer_receipt enable row level security;
alter table peer_receipt force row level security;
create policy at_work on peer_receipt using (peers_at_work()) with check (peers_at_work());
alter table peer_incoming enable row level security;
alter table peer_incoming force row level security;
create policy at_work on peer_incoming using (peers_at_work()) with check (peers_at_work());
alter table peer_nonce enable row level security;
alter table peer_nonce force row level security;
create policy at_work on peer_nonce using (peers_at_work()) with check (peers_at_work());

grant select, insert, update on peer to {login};
grant select, insert, update (retired_at) on peer_key to {login};
grant select, insert, update (seq, body, outcome) on peer_outgoing to {login};
grant select, insert on peer_receipt to {login};
grant select, insert, update (kept, outcome, recalled_at) on peer_incoming to {login};
grant select, insert, delete on peer_nonce to {login};
