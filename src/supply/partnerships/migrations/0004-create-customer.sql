-- Whom a maker or seller of equipment knows its customers to be. The firm's own: for those of the firm who check customers, and for
-- officers of partnerships of an authority to which it hands one record; counted nowhere, and gone when the time is over.
create table customer (
  id uuid primary key,
  content jsonb not null,
  result text not null default 'open' check (result in ('open', 'satisfied', 'not-satisfied')),
  steps jsonb not null,
  review_on date not null,
  recorded_at timestamptz not null,
  reminded_of date,
  handed_to uuid[] not null default '{}',
  version integer not null default 1
);
select protect('customer');
alter table customer alter column kept_until set not null;
comment on table customer is 'Customers of makers and sellers of equipment, as the firm, the originator, knows them.';
comment on column customer.content is 'Who it is, what it asked for and what was checked, in the shape of contract.ts.';
comment on column customer.result is 'Whether the firm is satisfied with what it saw.';
comment on column customer.steps is 'What was done with the record, when and by whom, in the order in which it was done.';
comment on column customer.review_on is 'By which day the firm looks at it again.';
comment on column customer.recorded_at is 'When it was first written.';
comment on column customer.reminded_of is 'The last day of review of which the firm was reminded.';
comment on column customer.handed_to is 'Authorities whose officers of partnerships read it, because the firm chose so.';
comment on column customer.version is 'Goes up by one with each change.';
create policy removed on customer for delete using (originator = (select actor_organisation()));
create index on customer (recorded_at desc, id desc);
grant select, insert, delete, update (content, result, steps, review_on, reminded_of, version, kept_until, audience, handed_to) on customer to {login};

-- Days alone, without an actor: for reminders, and for what is kept no longer. Nothing of whom it is about.
create policy due on customer for select to current_user using (true);
create function customers_due(today date, by date)
  returns table (id uuid, organisation uuid, over boolean)
  language sql stable security definer set search_path from current
begin atomic
  select c.id, c.originator, c.kept_until < today from customer c
  where c.kept_until < today or (c.review_on <= by and c.reminded_of is distinct from c.review_on)
  order by c.kept_until, c.id;
end;
comment on function customers_due(date, date) is 'Records whose review is near and not reminded of, or that are kept no longer; nothing of whom they are about.';
revoke execute on function customers_due(date, date) from public;
grant execute on function customers_due(date, date) to {login};
