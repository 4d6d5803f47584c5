-- Reports of suspicious orders, transactions, parcels and listings: the firm's, and of the authority or the financial intelligence unit to which it
-- sent one. Who receives it answers by a class, and changes nothing else of it.
create table report (
  id uuid primary key,
  alert uuid not null,
  leg text not null check (leg in ('order', 'payment', 'parcel', 'listing')),
  receiver uuid not null,
  name text not null,
  sender text not null,
  status text not null default 'sent' check (status in ('sent', 'received')),
  feedback text check (feedback in ('useful', 'action-taken', 'not-useful')),
  content jsonb not null,
  found_at timestamptz not null,
  due_at timestamptz,
  sent_at timestamptz not null,
  received_at timestamptz,
  answered_at timestamptz,
  version integer not null default 1,
  check ((received_at is null) = (status = 'sent')),
  check ((answered_at is null) = (feedback is null))
);
select protect('report');
comment on table report is 'Reports of suspicious orders to an authority, and of suspicious transactions to a financial intelligence unit.';
comment on column report.alert is 'The firm’s alert; told to nobody else.';
comment on column report.leg is 'Of what it is.';
comment on column report.receiver is 'The authority, or the financial intelligence unit.';
comment on column report.name is 'Of the customer or the holder.';
comment on column report.sender is 'Name of the firm then.';
comment on column report.status is 'Whether the authority has it.';
comment on column report.feedback is 'What the authority says of it, by class.';
comment on column report.content is 'The report, in the shape of contract.ts.';
comment on column report.found_at is 'When the firm’s alert went up.';
comment on column report.due_at is 'Until when it had to be sent.';
comment on column report.sent_at is 'When it was.';
comment on column report.received_at is 'When the authority acknowledged it.';
comment on column report.answered_at is 'When it gave feedback.';
comment on column report.version is 'Goes up by one with each change.';
create policy answered on report for update
  using (receiver = (select actor_organisation())) with check (receiver = (select actor_organisation()));
create index on report (sent_at desc, id desc);
create index on report (alert);
grant select, insert, update (status, feedback, received_at, answered_at, version) on report to {login};
