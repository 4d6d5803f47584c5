-- What people experienced at a service, by codes printed there. An answer is bound to a service and a quarter and to nothing else:
-- not to its code, not to a day. Nobody reads a single answer, whoever runs the service included.
create table survey_batch (
  id uuid primary key,
  service uuid not null,
  service_name text not null check (length(service_name) between 1 and 300),
  country text not null check (country ~ '^[A-Z]{2}$'),
  many integer not null check (many between 1 and 200),
  made_at timestamptz not null,
  made_by uuid not null
);
select protect('survey_batch');
comment on table survey_batch is 'Codes that were printed at once for a service.';
comment on column survey_batch.service is 'Id of the listing in the directory.';
comment on column survey_batch.service_name is 'As it was listed then.';
comment on column survey_batch.country is 'ISO 3166-1 alpha-2.';
comment on column survey_batch.many is 'How many codes.';
comment on column survey_batch.made_at is 'When.';
comment on column survey_batch.made_by is 'Account of who made them.';
grant select, insert on survey_batch to {login};

create table survey_code (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  batch uuid not null references survey_batch (id),
  is_used boolean not null default false
);
comment on table survey_code is 'One-time codes, by digest. When one was used is not kept.';
comment on column survey_code.digest is 'SHA-256 of the code.';
comment on column survey_code.batch is 'With which it was printed.';
comment on column survey_code.is_used is 'It gave an answer.';
alter table survey_code enable row level security;
alter table survey_code force row level security;
create policy made on survey_code for insert with check (exists (select from survey_batch b where b.id = survey_code.batch));
create policy counted on survey_code for select to current_user using (true);
create policy spent on survey_code for update to current_user using (true);
grant insert on survey_code to {login};

create table survey_answer (
  service uuid not null,
  country text not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  replies smallint[] not null check (cardinality(replies) = 6)
);
comment on table survey_answer is 'Answers, in no order and without a day. Nobody reads one: sums alone come out, by a function.';
comment on column survey_answer.service is 'Id of the listing in the directory.';
comment on column survey_answer.country is 'ISO 3166-1 alpha-2.';
comment on column survey_answer.quarter is 'In which it was given.';
comment on column survey_answer.replies is 'By question: 0 never to 3 always; null where there is no reply.';
alter table survey_answer enable row level security;
alter table survey_answer force row level security;
create policy counted on survey_answer for select to current_user using (true);
create policy given on survey_answer for insert to current_user with check (true);
create index on survey_answer (service, quarter);
create policy counted on survey_batch for select to current_user using (true);

create function give_answer(code_digest text, in_quarter text, given smallint[]) returns boolean
  language plpgsql security definer set search_path from current as $$
declare
  at record;
begin
  update survey_code c set is_used = true from survey_batch b
    where c.digest = code_digest and not c.is_used and b.id = c.batch returning b.service, b.country into at;
  if not found then return false; end if;
  insert into survey_answer (service, country, quarter, replies) values (at.service, at.country, in_quarter, given);
  return true;
end $$;
comment on function give_answer(text, text, smallint[]) is 'Spends a code and keeps an answer; false where there is no such code or it was spent.';
revoke execute on function give_answer(text, text, smallint[]) from public;
grant execute on function give_answer(text, text, smallint[]) to {login};

create function survey_of(code_digest text) returns table (service uuid, service_name text)
  language sql stable security definer set search_path from current
begin atomic
  select b.service, b.service_name from survey_code c join survey_batch b on b.id = c.batch
    where c.digest = code_digest and not c.is_used;
end;
comment on function survey_of(text) is 'Of which service a code is that was not spent.';
revoke execute on function survey_of(text) from public;
grant execute on function survey_of(text) to {login};

create function survey_sums() returns table (service uuid, country text, quarter text, answers integer, replied integer[], points integer[])
  language sql stable security definer set search_path from current
begin atomic
  select a.service, a.country, a.quarter, count(*)::integer,
    array[count(a.replies[1]), count(a.replies[2]), count(a.replies[3]), count(a.replies[4]), count(a.replies[5]),
      count(a.replies[6])]::integer[],
    array[coalesce(sum(a.replies[1]), 0), coalesce(sum(a.replies[2]), 0), coalesce(sum(a.replies[3]), 0),
      coalesce(sum(a.replies[4]), 0), coalesce(sum(a.replies[5]), 0), coalesce(sum(a.replies[6]), 0)]::integer[]
  from survey_answer a group by a.service, a.country, a.quarter;
end;
comment on function survey_sums() is 'By service and quarter: how many answered, and the sum of what they replied. Floored before anybody reads it.';
revoke execute on function survey_sums() from public;
grant execute on function survey_sums() to {login};
