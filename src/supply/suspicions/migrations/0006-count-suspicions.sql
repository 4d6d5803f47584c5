-- Numbers without an actor, for public figures and for nothing else.
create policy counted on report for select to current_user using (true);
create policy counted on refusal for select to current_user using (true);
create policy counted on alert for select to current_user using (true);
create function suspicion_counts(since date, today date, firms uuid[], of_leg text)
  returns table (reports integer, answered integer, timed integer, in_time integer, appeals integer, upheld integer,
    decisions integer, days double precision)
  language sql stable security definer set search_path from current
begin atomic
  select r.*, u.*, d.* from
    (select count(*)::integer, count(answered_at)::integer, count(due_at)::integer,
      (count(*) filter (where sent_at <= due_at))::integer
      from report where leg = of_leg and originator = any(firms) and sent_at >= since and sent_at < today) r,
    (select count(*)::integer, (count(*) filter (where refusal.status = 'upheld'))::integer
      from refusal join alert a on a.id = refusal.alert
      where a.leg = of_leg and refusal.originator = any(firms) and decided_at >= since and decided_at < today) u,
    (select count(*)::integer, percentile_cont(0.5) within group (order by took) from (
      select extract(epoch from (
        select min((step ->> 'at')::timestamptz) from jsonb_array_elements(steps) step
        where step ->> 'did' in ('release', 'reduce', 'refuse')) - at) / 86400 as took
      from alert where leg = of_leg and originator = any(firms) and at >= since and at < today) each where took is not null) d;
end;
comment on function suspicion_counts(date, date, uuid[], text) is 'Reports and how many were answered and in time, appeals and how many were upheld, and the median days to a decision, of these firms together and of one leg.';
revoke execute on function suspicion_counts(date, date, uuid[], text) from public;
grant execute on function suspicion_counts(date, date, uuid[], text) to {login};
