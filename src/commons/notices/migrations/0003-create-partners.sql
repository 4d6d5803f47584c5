-- A notice may be told to an organisation of another node. Names of such organisations are no secret among those who are
-- signed in, as names of this node's are not; ids alone stand in the other tables.
create table notice_partner (
  id uuid primary key,
  node uuid not null,
  organisation uuid not null,
  node_name text not null,
  name text not null,
  kind text not null,
  may_be_told boolean not null,
  unique (node, organisation)
);
comment on table notice_partner is 'Organisations of other nodes: those that may be told, and those that told something.';
comment on column notice_partner.id is 'Made from node and organisation, so that no node can pass for an organisation of another.';
comment on column notice_partner.node is 'Id of its node.';
comment on column notice_partner.organisation is 'Its id there.';
comment on column notice_partner.node_name is 'What its node calls itself.';
comment on column notice_partner.name is 'Its name.';
comment on column notice_partner.kind is 'Id of its kind of organisation.';
comment on column notice_partner.may_be_told is 'Its node takes notices for it.';
alter table notice_partner enable row level security;
alter table notice_partner force row level security;
create policy known on notice_partner for select using (true);
create policy learnt on notice_partner for insert with check (true);
create policy learnt_anew on notice_partner for update using (true) with check (true);
grant select, insert, update (node_name, name, kind, may_be_told) on notice_partner to {login};

create table notice_offer (
  node uuid not null,
  organisation uuid not null,
  is_open boolean not null,
  primary key (node, organisation)
);
comment on table notice_offer is 'Organisations of this node for which a peer node may send notices.';
comment on column notice_offer.node is 'The peer.';
comment on column notice_offer.organisation is 'Ours.';
comment on column notice_offer.is_open is 'False: no more.';
alter table notice_offer enable row level security;
alter table notice_offer force row level security;
create policy known on notice_offer for select using (true);
create policy made on notice_offer for insert with check ((select actor_organisation()) is not null);
create policy changed on notice_offer for update using (true) with check ((select actor_organisation()) is not null);
grant select, insert, update (is_open) on notice_offer to {login};

create table notice_told (
  notice uuid not null references notice (id),
  node uuid not null,
  message uuid not null,
  recall uuid,
  primary key (notice, node)
);
comment on table notice_told is 'Which message told a notice to which node, for whoever posted it.';
comment on column notice_told.notice is 'The notice.';
comment on column notice_told.node is 'The peer.';
comment on column notice_told.message is 'The message; its receipts are those of the exchange.';
comment on column notice_told.recall is 'The message that took it back, if it was.';
alter table notice_told enable row level security;
alter table notice_told force row level security;
create policy own on notice_told using (
  exists (select from notice where notice.id = notice_told.notice and originator = (select actor_organisation())));
grant select, insert, update (recall) on notice_told to {login};

create table notice_arrival (
  notice uuid primary key references notice (id),
  originator uuid not null
);
comment on table notice_arrival is 'Notices that came from another node, so that it can take them back while nobody sits here.';
comment on column notice_arrival.notice is 'The notice here.';
comment on column notice_arrival.originator is 'Whose it is: an id of notice_partner.';
alter table notice_arrival enable row level security;
alter table notice_arrival force row level security;
create policy known on notice_arrival for select using (true);
create policy arrived on notice_arrival for insert with check (originator = (select actor_organisation()));
grant select, insert on notice_arrival to {login};
