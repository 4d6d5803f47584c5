-- Organisations of other nodes, which of ours a node may address, and what of our records went where. Names of such
-- organisations are no secret among those who are signed in, as names of this node's are not; the exchange alone writes
-- them. What was told of a record is known to the organisation whose record it is.
create table peer_partner (
  id uuid primary key,
  node uuid not null,
  organisation uuid not null,
  node_name text not null,
  name text not null,
  kind text not null,
  may_be_told boolean not null,
  unique (node, organisation)
);
comment on table peer_partner is 'Organisations of other nodes: those that may be told, and those that told something.';
comment on column peer_partner.id is 'Made from node and organisation, so that no node can pass for an organisation of another.';
comment on column peer_partner.node is 'Id of its node.';
comment on column peer_partner.organisation is 'Its id there.';
comment on column peer_partner.node_name is 'What its node calls itself.';
comment on column peer_partner.name is 'Its name.';
comment on column peer_partner.kind is 'Id of its kind of organisation.';
comment on column peer_partner.may_be_told is 'Its node takes messages for it.';
alter table peer_partner enable row level security;
alter table peer_partner force row level security;
create policy known on peer_partner for select using (true);
create policy learnt on peer_partner for insert with check (peers_at_work());
create policy learnt_anew on peer_partner for update using (peers_at_work()) with check (peers_at_work());
grant select, insert, update (node_name, name, kind, may_be_told) on peer_partner to {login};

create table peer_offer (
  node uuid not null,
  organisation uuid not null,
  is_open boolean not null,
  primary key (node, organisation)
);
comment on table peer_offer is 'Organisations of this node that a peer may address.';
comment on column peer_offer.node is 'The peer.';
comment on column peer_offer.organisation is 'Ours.';
comment on column peer_offer.is_open is 'False: no more.';
alter table peer_offer enable row level security;
alter table peer_offer force row level security;
create policy known on peer_offer for select using (true);
create policy made on peer_offer for insert with check (peers_at_work());
create policy changed on peer_offer for update using (peers_at_work()) with check (peers_at_work());
grant select, insert, update (is_open) on peer_offer to {login};

create table peer_told (
  record uuid not null,
  originator uuid not null,
  node uuid not null,
  message uuid not null,
  recall uuid,
  primary key (record, node)
);
comment on table peer_told is 'Which message told a record to which node, for the organisation whose record it is.';
comment on column peer_told.record is 'The record.';
comment on column peer_told.originator is 'Whose it is.';
comment on column peer_told.node is 'The peer.';
comment on column peer_told.message is 'The message; its receipts are those of the exchange.';
comment on column peer_told.recall is 'The message that took it back, if it was.';
create unique index on peer_told (message);
alter table peer_told enable row level security;
alter table peer_told force row level security;
create policy own on peer_told
  using (originator = nullif(current_setting('app.organisation', true), '')::uuid);
grant select, insert, update (recall) on peer_told to {login};

create table peer_arrival (
  record uuid primary key,
  originator uuid not null,
  node uuid not null,
  message uuid not null
);
comment on table peer_arrival is 'Records that came from another node, so that it can change them while nobody sits here.';
comment on column peer_arrival.record is 'The record here.';
comment on column peer_arrival.originator is 'Whose it is: an id of peer_partner.';
comment on column peer_arrival.node is 'The peer that told it.';
comment on column peer_arrival.message is 'The message that told it.';
alter table peer_arrival enable row level security;
alter table peer_arrival force row level security;
create policy known on peer_arrival for select using (true);
create policy arrived on peer_arrival for insert
  with check (originator = nullif(current_setting('app.organisation', true), '')::uuid);
grant select, insert on peer_arrival to {login};
