-- How long people deprived of liberty waited for a lawyer: counts of a month, each service's own; no person stands in any.
create table legal_aid_count (
  id uuid primary key,
  entry bigint generated always as identity,
  service uuid not null,
  service_name text not null,
  month date not null check (extract(day from month) = 1),
  place text not null check (place in ('custody', 'remand', 'court')),
  clock text not null check (clock in ('liberty', 'request')),
  within_6 integer not null check (within_6 >= 0),
  within_24 integer not null check (within_24 >= 0),
  within_48 integer not null check (within_48 >= 0),
  later integer not null check (later >= 0),
  nobody integer not null check (nobody >= 0),
  unknown integer not null check (unknown >= 0),
  entered_at timestamptz(3) not null
);
select protect('legal_aid_count');
create index on legal_aid_count (service, month, place, clock, entry);
comment on table legal_aid_count is 'How many people waited how long for a lawyer, by service, month and kind of place. Added, never changed; the last entered counts.';
comment on column legal_aid_count.entry is 'In which order it was entered.';
comment on column legal_aid_count.service is 'Id of the service in the directory.';
comment on column legal_aid_count.service_name is 'Its name there at that moment.';
comment on column legal_aid_count.month is 'The first day of the month in which liberty was taken, or a lawyer asked for.';
comment on column legal_aid_count.place is 'Police custody, remand prison, or court.';
comment on column legal_aid_count.clock is 'What starts the time: that liberty was taken, or that a lawyer was asked for.';
comment on column legal_aid_count.within_6 is 'People who first spoke with a lawyer in six hours.';
comment on column legal_aid_count.within_24 is 'After six hours, in 24.';
comment on column legal_aid_count.within_48 is 'After 24 hours, in 48.';
comment on column legal_aid_count.later is 'After more than 48 hours.';
comment on column legal_aid_count.nobody is 'Not at all before the count was entered.';
comment on column legal_aid_count.unknown is 'Nobody knows after which time.';
comment on column legal_aid_count.entered_at is 'When that was entered.';
grant select, insert on legal_aid_count to {login};

-- For shares without an actor: sums alone, to which floors are applied before they are shown.
create policy counted on legal_aid_count for select to current_user using (true);
create function legal_aid_sums(since date, beyond date, until timestamptz)
  returns table (place text, clock text, services integer, in_time bigint, people bigint)
  language sql stable security definer set search_path from current
begin atomic
  with last as (select distinct on (c.service, c.month, c.place, c.clock) c.* from legal_aid_count c
    where c.month >= since and c.month < beyond and c.entered_at < until
    order by c.service, c.month, c.place, c.clock, c.entry desc)
  select l.place, l.clock, count(distinct l.service)::integer, sum(l.within_6 + l.within_24 + l.within_48)::bigint,
    sum(l.within_6 + l.within_24 + l.within_48 + l.later + l.nobody)::bigint from last l
  -- Who knows of nobody hides nobody else's number.
  where l.within_6 + l.within_24 + l.within_48 + l.later + l.nobody > 0 group by 1, 2;
end;
comment on function legal_aid_sums(date, date, timestamptz) is 'Of how many people whose time is known the first talk with a lawyer was in 48 hours, and how many services counted, by place and clock.';
revoke execute on function legal_aid_sums(date, date, timestamptz) from public;
grant execute on function legal_aid_sums(date, date, timestamptz) to {login};
