-- Everybody who waits for an event waits for its place first: it is given in one call, not in six. One dispatcher at a time:
-- the lock goes with the transaction, and each statement after it sees what was committed before.

create function give_places(most integer) returns integer language plpgsql volatile as $$
declare
  given integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('passerelle places'), hashtext(current_schema())) then
    return 0;
  end if;
  perform set_config('app.dispatcher', 'on', true);
  -- Nobody waits for the disk: what is written after it, such as what a consumer does, is on it no sooner than this; and a
  -- place that a crash takes is given again.
  perform set_config('synchronous_commit', 'off', true);
  with waiting as (
      select id, row_number() over (order by turn) as n
      from (select id, turn from event where place is null order by turn limit most) first),
    placed as (
      update event set place = last.place + waiting.n from waiting, event_reader last
      where event.id = waiting.id and last.name = 'dispatch' returning 1)
  select count(*) into given from placed;
  if given > 0 then
    update event_reader set place = place + given where name = 'dispatch';
    perform pg_notify(name, 'placed') from event_channel;
  end if;
  perform set_config('app.dispatcher', '', true);
  return given;
end $$;
comment on function give_places(integer) is 'Gives at most so many committed events their place, wakes who waits for one, and answers how many; 0 while another does it.';
revoke execute on function give_places(integer) from public;
grant execute on function give_places(integer) to {login};

-- Looks by itself each second for whoever has something to take, since a signal can be lost: where nothing happens that is
-- one look, and not a transaction for each consumer.
create function readers_behind(readers text[]) returns setof text language plpgsql volatile as $$
begin
  perform set_config('app.dispatcher', 'on', true);
  return query
    select wanted from unnest(readers) wanted left join event_reader reader on reader.name = wanted
    where coalesce(reader.place, 0) < (select last.place from event_reader last where last.name = 'dispatch')
      and (reader.retry_at is null or reader.retry_at <= clock_timestamp());
  perform set_config('app.dispatcher', '', true);
end $$;
comment on function readers_behind(text[]) is 'Which of these consumers have an event to take, and do not wait after a failure.';
revoke execute on function readers_behind(text[]) from public;
grant execute on function readers_behind(text[]) to {login};
