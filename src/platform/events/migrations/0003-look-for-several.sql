-- Two hundred streams that are woken by one event look in one statement instead of two hundred transactions: as the
-- dispatcher, who sees every event, and of each actor by the one predicate with that one's own settings. These come as arrays:
-- as JSON, reading them took longer than all else.

do $make$ begin
  execute format($function$
    create function next_events(every_keys text[], every_clearance text[], every_purposes text[], every_place bigint[],
      every_kinds text[])
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
        select asked.n::integer, placed, e.id, e.place, e.kind, e.record, e.data, e.at
        from unnest(every_keys, every_clearance, every_purposes, every_place, every_kinds)
          with ordinality as asked(keys, clearance, purposes, after, kinds, n)
        left join lateral (
          select * from event where event.place > asked.after and event.place <= placed
            and (asked.kinds is null or event.kind = any (string_to_array(asked.kinds, ','))) and %s
          order by event.place limit 1) e on true;
      perform set_config('app.dispatcher', '', true);
    end $$
  $function$, predicate_of('asked.keys', 'asked.clearance', 'asked.purposes'));
end $make$;
comment on function next_events(text[], text[], text[], bigint[], text[]) is 'For each of several actors the next event after a place that it may see, and how far was looked.';
revoke execute on function next_events(text[], text[], text[], bigint[], text[]) from public;
grant execute on function next_events(text[], text[], text[], bigint[], text[]) to {login};
