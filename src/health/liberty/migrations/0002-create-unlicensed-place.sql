-- Places said to treat or hold people without a licence: name and address alone, as the independent body handed them over. Nothing
-- says who told the body, nor that anybody did.
create table unlicensed_place (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  address text not null check (length(address) between 1 and 300),
  received_at timestamptz(3) not null,
  state text not null check (state in ('waiting', 'confirmed', 'licensed', 'not-found')),
  settled_at timestamptz(3),
  version integer not null default 1,
  check ((state = 'waiting') = (settled_at is null))
);
select protect('unlicensed_place');
comment on table unlicensed_place is 'Places said to have no licence, and what an authority found.';
comment on column unlicensed_place.name is 'What the place is called.';
comment on column unlicensed_place.address is 'Where it is.';
comment on column unlicensed_place.received_at is 'When it crossed.';
comment on column unlicensed_place.state is 'Waits; has no licence; has one; there is no such place.';
comment on column unlicensed_place.settled_at is 'When the authority said so last.';
comment on column unlicensed_place.version is 'Goes up by one with each change.';
-- It comes from no organisation of this compartment: whoever licenses places settles it.
create policy settled on unlicensed_place for update
  using ('liberty:licensers' = any(actor_keys())) with check ('liberty:licensers' = any(actor_keys()));
grant select, insert, update (state, settled_at, version) on unlicensed_place to {login};

create policy counted on unlicensed_place for select to current_user using (true);
create function unlicensed_found(since timestamptz, until timestamptz) returns integer
  language sql stable security definer set search_path from current
begin atomic
  select count(*)::integer from unlicensed_place p
  where p.state = 'confirmed' and p.settled_at >= since and p.settled_at < until;
end;
comment on function unlicensed_found(timestamptz, timestamptz) is 'How many places were found to have no licence in a time.';
revoke execute on function unlicensed_found(timestamptz, timestamptz) from public;
grant execute on function unlicensed_found(timestamptz, timestamptz) to {login};
