-- "Who will see this" needs to know who sits where: counts of people by organisation, roles, groups, clearance and
-- purposes, and nobody's name. An account stands by itself only where a record names it.
create function seats(named uuid[])
  returns table (organisation uuid, name text, kind text, account uuid, roles text[], groups text[], clearance smallint,
    purposes text[], people integer)
  language sql stable security definer set search_path from current
begin atomic
  select s.organisation, o.name, s.kind, case when a.account = any (named) then a.account end, s.roles, s.groups,
    s.clearance, s.purposes, count(*)::integer
  from (select distinct m.account from membership m) a
    cross join lateral standing(a.account) s join organisation o on o.id = s.organisation
  group by 1, 2, 3, 4, 5, 6, 7, 8 order by 2, 1, 7, 5;
end;
comment on function seats(uuid[]) is 'How many people act now for each organisation, in which roles and with which clearance.';
revoke execute on function seats(uuid[]) from public;
grant execute on function seats(uuid[]) to {login};
