-- Which rows exist for whom, decided in one place. A protected table's row carries the keys of those who may see it;
-- the actor's keys, clearance and purposes are set for each transaction (src/platform/access/sit.ts). Nothing set means
-- nothing seen.

create function actor_keys() returns text[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('app.keys', true), ''), ' '), '{}');
comment on function actor_keys() is 'Keys by which a row may name this actor: itself, its organisation, its roles, its groups.';

create function actor_clearance() returns smallint language sql stable parallel safe
  return coalesce(nullif(current_setting('app.clearance', true), '')::smallint, -1);
comment on function actor_clearance() is 'Highest marking that this actor may read: 0 TLP:CLEAR to 4 TLP:RED; -1 none.';

create function actor_purposes() returns text[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('app.purposes', true), ''), ' '), '{}');
comment on function actor_purposes() is 'What this actor may use records for.';

create function actor_organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organisation', true), '')::uuid;
comment on function actor_organisation() is 'The organisation for which this actor acts.';

-- The one predicate, over the columns of `protect`, of an actor whose settings stand in these three expressions. Nothing set
-- is null or empty, and overlaps nothing.
create function predicate_of(keys text, clearance text, purposes text) returns text language sql immutable parallel safe
  return format('audience && string_to_array(%s, '' '') and marking <= nullif(%s, '''')::smallint
    and purposes && string_to_array(%s, '' '')', keys, clearance, purposes);
comment on function predicate_of(text, text, text) is 'The one predicate of access as text, for a policy or for a question about several actors.';
revoke execute on function predicate_of(text, text, text) from public;

-- Gives a table of records its handling and the one predicate. Who sees a row may change it only where the organisation
-- is the one that the row came from; deleting is granted to nobody here.
create function protect(target regclass) returns void language plpgsql as $protect$
begin
  execute format('alter table %s
    add column originator uuid not null,
    add column audience text[] not null check (cardinality(audience) > 0),
    add column marking smallint not null check (marking between 0 and 4),
    add column purposes text[] not null check (cardinality(purposes) > 0),
    add column field_markings jsonb not null default ''{}'',
    add column is_originator_controlled boolean not null default false,
    add column kept_until date', target);
  execute format('comment on column %s.originator is %L', target, 'The organisation that the record came from.');
  execute format('comment on column %s.audience is %L', target, 'Keys of those for whom the record exists.');
  execute format('comment on column %s.marking is %L', target, 'TLP 2.0: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red.');
  execute format('comment on column %s.purposes is %L', target, 'What the record may be used for.');
  execute format('comment on column %s.field_markings is %L', target, 'Fields that need more clearance than the record: name to marking.');
  execute format('comment on column %s.is_originator_controlled is %L', target, 'Who sees it may not pass it on or derive from it.');
  execute format('comment on column %s.kept_until is %L', target, 'The day after which it is erased; no day where absent.');
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  -- The settings stand in the policy as such, and neither in subqueries, which would hide from the planner how much this
  -- actor sees, nor in functions of our own, which it would take apart anew for every query; README.md has what each costs.
  execute format('create policy seen on %s for select using (%s)', target, predicate_of(
    $$current_setting('app.keys', true)$$, $$current_setting('app.clearance', true)$$,
    $$current_setting('app.purposes', true)$$));
  execute format('create policy made on %s for insert with check (originator = (select actor_organisation()))', target);
  execute format('create policy changed on %s for update
    using (originator = (select actor_organisation())) with check (originator = (select actor_organisation()))', target);
  execute format('create index on %s using gin (audience)', target);
end $protect$;
comment on function protect(regclass) is 'Gives a table of records its handling and the one predicate of access.';
revoke execute on function protect(regclass) from public;
