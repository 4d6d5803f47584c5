-- Numbers of supervision without an actor, for public figures and for nothing else; and what was reminded of.
alter table finding add column reminded text check (reminded in ('due', 'late'));
comment on column finding.reminded is 'Of what was reminded last: that its day is near, or that it is over.';
grant update (reminded) on finding to {login};

create policy counted on licence for select to current_user using (true);
create policy counted on inspection for select to current_user using (true);
create policy counted on finding for select to current_user using (true);
create function supervision_counts(today date, since date, authorities uuid[])
  returns table (licences integer, inspections integer, in_time integer, late integer)
  language sql stable security definer set search_path from current
begin atomic
  select
    (select count(*)::integer from licence l where l.originator = any(authorities)
      and l.status = 'granted' and l.starts_on <= today and today <= l.ends_on),
    (select count(*)::integer from inspection i where i.originator = any(authorities)
      and i.visited_on > since and i.visited_on <= today),
    (select count(*)::integer from finding f where f.originator = any(authorities) and f.due_on > since and f.due_on < today
      and (f.closed_at at time zone 'UTC')::date <= f.due_on),
    (select count(*)::integer from finding f where f.originator = any(authorities) and f.due_on > since and f.due_on < today
      and (f.closed_at is null or (f.closed_at at time zone 'UTC')::date > f.due_on));
end;
comment on function supervision_counts(date, date, uuid[]) is 'How many licences are in force, visits were made, and findings were closed by their day, of these authorities together.';
revoke execute on function supervision_counts(date, date, uuid[]) from public;
grant execute on function supervision_counts(date, date, uuid[]) to {login};
