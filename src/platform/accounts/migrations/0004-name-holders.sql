-- Whom a key reaches now, for letters: the accounts behind an organisation, a role, a group or an account. `everyone`
-- reaches nobody by letter: the inbox has it.
create function holders(key text) returns setof uuid
  language sql stable security definer set search_path from current
begin atomic
  select a.account
  from (
    select distinct m.account from membership m
    where case when key like 'organisation:%' or key like 'role:%' then m.organisation::text = split_part(key, ':', 2)
      when key like 'account:%' then m.account::text = split_part(key, ':', 2)
      when key like 'group:%' then m.organisation in (
        select gm.organisation from organisation_group_member gm where gm.group_id::text = split_part(key, ':', 2))
      else false end) a
  where exists (
    select from standing(a.account) s
    where key = 'account:' || a.account or key = 'organisation:' || s.organisation or key = any (s.groups)
      or key = any (array(select 'role:' || s.organisation || ':' || role from unnest(s.roles) role)));
end;
comment on function holders(text) is 'Accounts that a key of an audience reaches at this moment.';
revoke execute on function holders(text) from public;
grant execute on function holders(text) to {login};
