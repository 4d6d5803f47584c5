-- "Who will see this" needs to know what is held where: roles, groups, clearance and purposes by organisation; nobody's
-- name, and not how many hold it. An account stands by itself only where a record names it.
create function seats(named uuid[])
  returns table (organisation uuid, name text, kind text, account uuid, roles text[], groups text[], clearance smallint,
    purposes text[])
  language sql stable security definer set search_path from current
begin atomic
  select distinct s.organisation, o.name, s.kind, case when a.account = any (named) then a.account end, s.roles, s.groups,
    s.clearance, s.purposes
  from (select distinct m.account from membership m) a
    cross join lateral standing(a.account) s join organisation o on o.id = s.organisation
  order by 2, 1, 7, 5;
end;
comment on function seats(uuid[]) is 'What people who act now for each organisation hold there; who and how many is not said.';
revoke execute on function seats(uuid[]) from public;
grant execute on function seats(uuid[]) to {login};
