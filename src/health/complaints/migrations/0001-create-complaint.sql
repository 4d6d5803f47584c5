-- Somebody complains about a service, without an account and without a name where they wish. The complaint exists for whoever
-- answers first and for whoever has its code; for the authority once it was appealed. Everybody else has counts alone.
create table service_runner (
  id uuid primary key,
  service_name text not null check (length(service_name) between 1 and 300),
  provider uuid not null,
  named_by uuid not null,
  named_at timestamptz not null,
  version integer not null default 1
);
select protect('service_runner');
comment on table service_runner is 'Which organisation runs a listed service, as the authority that keeps its listing says. Public.';
comment on column service_runner.id is 'Of the listing in the directory.';
comment on column service_runner.service_name is 'As it was listed when this was written.';
comment on column service_runner.provider is 'The organisation: complaints about the service go to it first.';
comment on column service_runner.named_by is 'Account of who wrote it.';
comment on column service_runner.named_at is 'When.';
comment on column service_runner.version is 'Goes up by one with each change.';
grant select, insert, update (service_name, provider, named_by, named_at, version) on service_runner to {login};

create table complaint (
  id uuid primary key,
  service uuid not null,
  service_name text not null check (length(service_name) between 1 and 300),
  country text not null check (country ~ '^[A-Z]{2}$'),
  authority uuid not null,
  theme text not null check (theme in ('access', 'waiting', 'cost', 'respect', 'information', 'privacy', 'care',
    'discrimination', 'place', 'other')),
  person_name text not null check (length(person_name) <= 200),
  reach text not null check (length(reach) <= 300),
  language text not null,
  received_at timestamptz not null,
  acknowledge_by date not null,
  answer_by date not null,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  handled_by uuid[] not null default '{}',
  appealed_at timestamptz,
  decide_by date,
  decided_at timestamptz,
  outcome text check (outcome in ('upheld', 'partly', 'not-upheld')),
  closed_at timestamptz,
  erased_at timestamptz,
  version integer not null default 1,
  check ((appealed_at is null) = (decide_by is null)),
  check ((decided_at is null) = (outcome is null)),
  check (decided_at is null or appealed_at is not null),
  check (erased_at is null or (person_name = '' and reach = ''))
);
select protect('complaint');
-- The row comes from whoever answers first; the authority decides where it was appealed, and changes nothing before.
create policy decided on complaint for update
  using (authority = (select actor_organisation()) and appealed_at is not null)
  with check (authority = (select actor_organisation()) and appealed_at is not null);
comment on table complaint is 'Complaints about a service. Its originator is whoever answers first.';
comment on column complaint.service is 'Id of the listing in the directory.';
comment on column complaint.service_name is 'As it was listed when the complaint came.';
comment on column complaint.country is 'ISO 3166-1 alpha-2: where the service is.';
comment on column complaint.authority is 'The organisation that keeps the listing: it decides appeals.';
comment on column complaint.theme is 'What it is about.';
comment on column complaint.person_name is 'Who complains; empty where they did not say.';
comment on column complaint.reach is 'How they may be reached; empty where they did not say.';
comment on column complaint.language is 'In which it was written.';
comment on column complaint.received_at is 'When it came.';
comment on column complaint.acknowledge_by is 'By this day somebody says that it came.';
comment on column complaint.answer_by is 'By this day it is answered with reasons.';
comment on column complaint.acknowledged_at is 'When somebody said so.';
comment on column complaint.answered_at is 'When it was first answered.';
comment on column complaint.handled_by is 'Accounts that had a part in the first step: none of them decides the appeal.';
comment on column complaint.appealed_at is 'When whoever complained asked the authority.';
comment on column complaint.decide_by is 'By this day the authority decides.';
comment on column complaint.decided_at is 'When it decided.';
comment on column complaint.outcome is 'What it found.';
comment on column complaint.closed_at is 'When whoever complained said that it is over.';
comment on column complaint.erased_at is 'When its words, the name, and the key of its code were erased; its days stay, for counts.';
comment on column complaint.version is 'Goes up by one with each change.';
create index on complaint (received_at desc, id desc);
create index on complaint (service, received_at);
grant select, insert, update (acknowledged_at, answered_at, handled_by, appealed_at, decide_by, decided_at, outcome, closed_at,
  audience, version) on complaint to {login};

create table complaint_letter (
  complaint uuid not null references complaint (id),
  number integer not null check (number between 1 and 100),
  writer text not null check (writer in ('person', 'first', 'authority')),
  text text not null check (length(text) between 1 and 10000),
  at timestamptz not null,
  account uuid,
  primary key (complaint, number),
  check ((writer = 'person') = (account is null))
);
comment on table complaint_letter is 'What was written in a complaint. Whoever sees the complaint reads its letters.';
comment on column complaint_letter.complaint is 'Of which.';
comment on column complaint_letter.number is 'In the order in which they came.';
comment on column complaint_letter.writer is 'Who complains, who answers first, or the authority.';
comment on column complaint_letter.text is 'What was written.';
comment on column complaint_letter.at is 'When.';
comment on column complaint_letter.account is 'Who wrote it for an organisation; null for whoever complains.';
alter table complaint_letter enable row level security;
alter table complaint_letter force row level security;
create policy seen on complaint_letter for select using (exists (
  select from complaint c where c.id = complaint_letter.complaint));
create policy made on complaint_letter for insert with check (exists (
  select from complaint c where c.id = complaint_letter.complaint));
grant select, insert on complaint_letter to {login};

-- Clocks of every complaint without what it says, who wrote it or its id: for counts, which are floored before anybody reads them.
create policy counted on complaint for select to current_user using (true);
create function complaint_clocks() returns table (service uuid, service_name text, country text, authority uuid, theme text,
    received_at timestamptz, acknowledge_by date, answer_by date, acknowledged_at timestamptz, answered_at timestamptz,
    appealed_at timestamptz, decide_by date, decided_at timestamptz, closed_at timestamptz)
  language sql stable security definer set search_path from current
begin atomic
  select c.service, c.service_name, c.country, c.authority, c.theme, c.received_at, c.acknowledge_by, c.answer_by,
    c.acknowledged_at, c.answered_at, c.appealed_at, c.decide_by, c.decided_at, c.closed_at from complaint c;
end;
comment on function complaint_clocks() is 'When complaints came and were answered: nothing of what they say.';
revoke execute on function complaint_clocks() from public;
grant execute on function complaint_clocks() to {login};

-- What was said is not kept for ever: so long after a complaint is over its letters go, with the name, how to reach whoever wrote it,
-- and the key of its code. One that waits for an answer or a decision is kept until it has one.
create policy erased on complaint for update to current_user using (true) with check (true);
create policy counted on complaint_letter for select to current_user using (true);
create policy erased on complaint_letter for delete to current_user using (true);
create function erase_complaints(at timestamptz, kept_days integer, appeal_days integer) returns setof uuid
  language plpgsql security definer set search_path from current as $$
declare
  which uuid[];
begin
  -- Kept for fewer days than one may appeal it could be gone before somebody does.
  if kept_days < appeal_days then raise exception 'Words are kept as long as one may appeal at least.'; end if;
  select coalesce(array_agg(locked.id), '{}') into which from (
    select c.id from complaint c
    where c.erased_at is null and at >= make_interval(days => kept_days) + coalesce(c.decided_at, c.closed_at,
      case when c.appealed_at is null then c.answered_at + make_interval(days => appeal_days) end)
    for update) locked;
  delete from complaint_letter l where l.complaint = any (which);
  update complaint c set person_name = '', reach = '', erased_at = at, version = c.version + 1,
    audience = array(select key from unnest(c.audience) key where key not like 'complaint:%')
    where c.id = any (which);
  return query select unnest(which);
end $$;
comment on function erase_complaints(timestamptz, integer, integer) is 'Erases the words of complaints that are over for so many days, and says of which.';
revoke execute on function erase_complaints(timestamptz, integer, integer) from public;
grant execute on function erase_complaints(timestamptz, integer, integer) to {login};
