-- What somebody may be at this moment, and what an administrator may count. These functions look with their owner's
-- eyes, since they are asked before there is an actor, or by one who may know the totals and nobody's name.

create function standing(who uuid)
  returns table (organisation uuid, kind text, roles text[], groups text[], clearance smallint, purposes text[])
  language sql stable security definer set search_path from current
begin atomic
  select m.organisation, o.kind,
    array(
      select unnest(m.roles)
      union
      -- A delegated role holds as long as the one who gave it holds it.
      select role from delegation d
        join membership giver on giver.account = d.from_account and giver.organisation = d.organisation
          and giver.valid_from <= now() and (giver.valid_until is null or now() < giver.valid_until)
        cross join unnest(d.roles) role
        where d.to_account = who and d.organisation = m.organisation and d.ended_at is null and now() < d.valid_until
          and role = any (giver.roles)
      order by 1),
    array(
      select 'group:' || g.id from organisation_group_member gm join organisation_group g on g.id = gm.group_id
        where gm.organisation = m.organisation and now() < g.valid_until order by 1),
    m.clearance, m.purposes
  from membership m join organisation o on o.id = m.organisation
  where m.account = who and o.status = 'active'
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
  order by m.valid_from, m.id;
end;
comment on function standing(uuid) is 'For which organisations an account may act now, in which roles and groups.';
revoke execute on function standing(uuid) from public;
grant execute on function standing(uuid) to {login};

create function standing_of_key(key uuid)
  returns table (account uuid, organisation uuid, kind text, roles text[], groups text[], clearance smallint, purposes text[])
  language sql stable security definer set search_path from current
begin atomic
  select k.account, s.organisation, s.kind,
    array(select unnest(s.roles) intersect select unnest(k.roles) order by 1), s.groups, s.clearance, s.purposes
  from api_key k cross join lateral standing(k.account) s
  where k.id = key and s.organisation = k.organisation and k.revoked_at is null and now() < k.expires_at;
end;
comment on function standing_of_key(uuid) is 'What a key may be now: its person''s standing, narrowed to its roles.';
revoke execute on function standing_of_key(uuid) from public;
grant execute on function standing_of_key(uuid) to {login};

create function totals()
  returns table (kind text, status text, organisations integer, people integer, oldest timestamptz, newest timestamptz)
  language sql stable security definer set search_path from current
begin atomic
  select o.kind, o.status, count(*)::integer, sum(m.people)::integer, min(o.created_at), max(o.created_at)
  from organisation o cross join lateral (
    select count(*) people from membership
    where membership.organisation = o.id and (valid_until is null or now() < valid_until)) m
  where actor_holds('accounts:administrator')
  group by o.kind, o.status order by o.kind, o.status;
end;
comment on function totals() is 'Organisations and people by kind, for the administrator of the node: no name.';
revoke execute on function totals() from public;
grant execute on function totals() to {login};

create function has_custodian(place uuid) returns boolean
  language sql stable security definer set search_path from current
begin atomic
  select exists (select from membership where organisation = place and 'accounts:custodian' = any(roles)
    and (valid_until is null or now() < valid_until));
end;
comment on function has_custodian(uuid) is 'Whether somebody looks after the people of an organisation, or will from a day on: not who.';
revoke execute on function has_custodian(uuid) from public;
grant execute on function has_custodian(uuid) to {login};

-- The first of a node has nobody to invite it. Works as long as there is no member at all, so never a second time.
create policy founded on organisation for insert to current_user with check (true);
create policy founded on invitation to current_user using (true);
create function found(first_organisation jsonb, first_invitation jsonb) returns uuid
  language plpgsql security definer set search_path from current as $$
declare place uuid;
begin
  perform pg_advisory_xact_lock(hashtext('found accounts'));
  if exists (select from membership) then return null; end if;
  update invitation set withdrawn_at = now() where accepted_at is null and withdrawn_at is null;
  select id into place from organisation order by created_at limit 1;
  if place is null then
    insert into organisation (id, kind, name, country, area)
      select id, kind, name, country, area from jsonb_populate_record(null::organisation, first_organisation)
      returning id into place;
  end if;
  insert into invitation (id, token_hash, organisation, email, language, roles, clearance, purposes, expires_at)
    select id, token_hash, place, email, language, roles, clearance, purposes, expires_at
    from jsonb_populate_record(null::invitation, first_invitation);
  return place;
end $$;
comment on function found(jsonb, jsonb) is 'Makes the first organisation and the invitation of its first person; null once somebody is there.';
revoke execute on function found(jsonb, jsonb) from public;
grant execute on function found(jsonb, jsonb) to {login};
