-- Two hundred streams that are woken by one event look in one statement instead of two hundred transactions: as the
-- dispatcher, who sees every event, and of each actor by the one predicate with that one's own settings.

do $make$ begin
  execute format($function$
    create function next_events(looks jsonb)
    returns table (look integer, horizon bigint, id uuid, place bigint, kind text, record uuid, data jsonb, at timestamptz)
    -- In the order of places, from the first on: who resumes far behind reads one event and not all that came since.
    language plpgsql volatile set enable_bitmapscan = off as $$
    declare
      placed bigint;
    begin
      -- First how far places are given: every event up to there was committed before, and is seen by each of those who may.
      select reader.place into placed from event_reader reader where name = 'dispatch';
      perform set_config('app.dispatcher', 'on', true);
      return query
        select asked.n, placed, e.id, e.place, e.kind, e.record, e.data, e.at
        from jsonb_to_recordset(looks)
          as asked(n integer, keys text, clearance text, purposes text, after bigint, kinds text[])
        left join lateral (
          select * from event where event.place > asked.after and event.place <= placed
            and (asked.kinds is null or event.kind = any (asked.kinds)) and %s
          order by event.place limit 1) e on true;
      perform set_config('app.dispatcher', '', true);
    end $$
  $function$, predicate_of('asked.keys', 'asked.clearance', 'asked.purposes'));
end $make$;
comment on function next_events(jsonb) is 'For each of several actors the next event after a place that it may see, and how far was looked.';
revoke execute on function next_events(jsonb) from public;
grant execute on function next_events(jsonb) to {login};
