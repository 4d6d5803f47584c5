-- A record that its author discards is gone with its words; what was answered when it was made says them too, and must not
-- outlive it until the end of its day.
create policy discarded on request to current_user using (organisation = (select actor_organisation()));
create function forget_answers(record text) returns void language sql security definer set search_path from current
begin atomic
  delete from request where organisation = (select actor_organisation()) and answer -> 'value' ->> 'id' = record;
end;
comment on function forget_answers(text) is 'Takes away what the organisation that sits was answered about a record.';
revoke execute on function forget_answers(text) from public;
grant execute on function forget_answers(text) to {login};
