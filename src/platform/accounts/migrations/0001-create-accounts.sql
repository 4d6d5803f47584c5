-- Who works where, in which role, until when. Sign-in itself is another compartment's: here stands what someone who
-- signed in may be.

-- What the policies below ask of the actor that `sit` set for this transaction.
create function actor_account() returns uuid language sql stable parallel safe
  return (select substr(key, 9)::uuid from unnest(actor_keys()) key where starts_with(key, 'account:') limit 1);
comment on function actor_account() is 'The account that asks; null without one.';
create function actor_holds(role text) returns boolean language sql stable parallel safe
  return ('role:' || actor_organisation() || ':' || role) = any (actor_keys());
comment on function actor_holds(text) is 'Whether the actor holds this role in the organisation for which it acts.';

create table organisation (
  id uuid primary key,
  kind text not null,
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  area text,
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null default now()
);
create index on organisation (name, id);
comment on table organisation is 'An organisation that works on this node.';
comment on column organisation.id is 'Known in every compartment.';
comment on column organisation.kind is 'Id in reference/organisation-kinds.csv.';
comment on column organisation.name is 'As it calls itself.';
comment on column organisation.country is 'ISO 3166-1 alpha-2.';
comment on column organisation.area is 'Code of the area where it works, where it has one.';
comment on column organisation.status is 'Nobody acts for a suspended organisation.';
comment on column organisation.created_at is 'When it came to this node.';

create table account (
  id uuid primary key,
  name text not null,
  language text not null check (language in ('en', 'fr')),
  created_at timestamptz not null default now()
);
comment on table account is 'A person who can sign in.';
comment on column account.id is 'The id of the same person in the sign-in compartment.';
comment on column account.name is 'As colleagues see it.';
comment on column account.language is 'In which mails and pages speak to this person.';
comment on column account.created_at is 'When the first invitation was accepted.';

create table membership (
  id uuid primary key,
  account uuid not null references account,
  organisation uuid not null references organisation,
  roles text[] not null,
  clearance smallint not null check (clearance between 0 and 4),
  purposes text[] not null,
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  unique (account, organisation)
);
create index on membership (organisation);
comment on table membership is 'That a person works for an organisation, as what, and until when.';
comment on column membership.id is 'Of the membership.';
comment on column membership.account is 'The person.';
comment on column membership.organisation is 'The organisation.';
comment on column membership.roles is 'Roles as rooms declare them.';
comment on column membership.clearance is 'Highest marking that the person may read: 0 TLP:CLEAR to 4 TLP:RED.';
comment on column membership.purposes is 'What the person may use records for.';
comment on column membership.valid_from is 'First moment.';
comment on column membership.valid_until is 'First moment at which it is over; empty while no end is known.';

create table invitation (
  id uuid primary key,
  token_hash text not null unique,
  organisation uuid not null references organisation,
  email text not null,
  language text not null check (language in ('en', 'fr')),
  roles text[] not null,
  clearance smallint not null check (clearance between 0 and 4),
  purposes text[] not null,
  valid_until timestamptz,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references account,
  withdrawn_at timestamptz
);
create index on invitation (organisation);
comment on table invitation is 'That somebody may come in; the only way to an account.';
comment on column invitation.id is 'Of the invitation.';
comment on column invitation.token_hash is 'SHA-256 of the one-time token in the link; the token itself is never kept.';
comment on column invitation.organisation is 'For which organisation.';
comment on column invitation.email is 'Whom it was sent to; the address that signs in.';
comment on column invitation.language is 'In which the mail was written.';
comment on column invitation.roles is 'Roles of the membership to come.';
comment on column invitation.clearance is 'Clearance of the membership to come.';
comment on column invitation.purposes is 'Purposes of the membership to come.';
comment on column invitation.valid_until is 'End of the membership to come, where it is known.';
comment on column invitation.invited_by is 'Who invited; empty for the first of a node.';
comment on column invitation.created_at is 'When it was made.';
comment on column invitation.expires_at is 'After this moment it opens nothing.';
comment on column invitation.accepted_at is 'When it was used.';
comment on column invitation.accepted_by is 'Whose account it became.';
comment on column invitation.withdrawn_at is 'When it was taken back.';

create table delegation (
  id uuid primary key,
  organisation uuid not null references organisation,
  from_account uuid not null references account,
  to_account uuid not null references account,
  roles text[] not null check (cardinality(roles) > 0),
  created_at timestamptz not null default now(),
  valid_until timestamptz not null,
  ended_at timestamptz,
  check (from_account <> to_account)
);
create index on delegation (to_account, organisation);
create index on delegation (organisation);
comment on table delegation is 'That a person lets a colleague act in some of its roles until a day.';
comment on column delegation.id is 'Of the delegation.';
comment on column delegation.organisation is 'Both work for it.';
comment on column delegation.from_account is 'Whose roles they are; what this person no longer holds, the colleague has not either.';
comment on column delegation.to_account is 'Who may act.';
comment on column delegation.roles is 'Which roles.';
comment on column delegation.created_at is 'When it was given.';
comment on column delegation.valid_until is 'First moment at which it is over.';
comment on column delegation.ended_at is 'When it was ended before that.';

create table organisation_group (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now(),
  valid_until timestamptz not null
);
comment on table organisation_group is 'Organisations that agreed to share; a record may name the group instead of each.';
comment on column organisation_group.id is 'A record names it as group:<id>.';
comment on column organisation_group.name is 'As its members call it.';
comment on column organisation_group.created_at is 'When it was made.';
comment on column organisation_group.valid_until is 'First moment at which it is over.';

create table organisation_group_member (
  group_id uuid not null references organisation_group,
  organisation uuid not null references organisation,
  primary key (organisation, group_id)
);
create index on organisation_group_member (group_id);
comment on table organisation_group_member is 'Which organisations a group has.';
comment on column organisation_group_member.group_id is 'The group.';
comment on column organisation_group_member.organisation is 'One of its organisations.';

create table api_key (
  id uuid primary key,
  account uuid not null references account,
  organisation uuid not null references organisation,
  name text not null,
  roles text[] not null check (cardinality(roles) > 0),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index on api_key (organisation);
comment on table api_key is 'What a key for programs may do; its hash is kept by the sign-in compartment.';
comment on column api_key.id is 'The id of the same key in the sign-in compartment.';
comment on column api_key.account is 'Whose key it is; it never has more than this person has at that moment.';
comment on column api_key.organisation is 'For which organisation it acts.';
comment on column api_key.name is 'What its person calls it.';
comment on column api_key.roles is 'The roles that it may use.';
comment on column api_key.created_at is 'When it was made.';
comment on column api_key.expires_at is 'After this moment it opens nothing.';
comment on column api_key.revoked_at is 'When it was taken back.';

create table sign_in_failure (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
comment on table sign_in_failure is 'Passwords tried in a row, so that the next try waits longer.';
comment on column sign_in_failure.subject is 'HMAC of the address tried: whether it is known here cannot be read from it.';
comment on column sign_in_failure.failures is 'Tries since the last success.';
comment on column sign_in_failure.last_at is 'The last try.';
comment on column sign_in_failure.locked_until is 'No password is looked at before this moment.';

-- Who was ever a member, for policies that must not ask themselves.
create function members_of(organisation uuid) returns setof uuid
  language sql stable security definer set search_path from current
begin atomic
  select m.account from membership m where m.organisation = members_of.organisation;
end;
comment on function members_of(uuid) is 'Accounts that work or worked for an organisation.';
revoke execute on function members_of(uuid) from public;
grant execute on function members_of(uuid) to {login};

do $$
declare name text;
begin
  foreach name in array array['organisation', 'account', 'membership', 'invitation', 'delegation', 'organisation_group',
    'organisation_group_member', 'api_key', 'sign_in_failure'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  -- The owner signs in nowhere; its eyes are those of the functions that answer totals and roles in force.
  foreach name in array array['organisation', 'membership', 'delegation', 'organisation_group',
    'organisation_group_member', 'api_key'] loop
    execute format('create policy counted on %I for select to current_user using (true)', name);
  end loop;
end $$;

-- Whoever is signed in may know which organisations there are: authors choose their audience among them.
create policy seen on organisation for select using ((select actor_account()) is not null);
create policy made on organisation for insert with check ((select actor_holds('accounts:administrator')));
create policy changed on organisation for update using ((select actor_holds('accounts:administrator')));
grant select, insert on organisation to {login};
grant update (status) on organisation to {login};

-- A person sees itself; members of an organisation know each other's names, nothing more.
create policy seen on account for select using (
  id = (select actor_account()) or id in (select members_of((select actor_organisation()))));
create policy made on account for insert with check (id = (select actor_account()));
create policy changed on account for update using (id = (select actor_account()));
grant select, insert on account to {login};
grant update (name, language) on account to {login};

-- Whoever holds the token of an invitation may see and use that one. Others: the custodian of its organisation, and an
-- administrator as long as an organisation has nobody, or when a second administrator has just agreed.
create policy seen on invitation for select using (
  (select actor_keys()) @> array['invitation:' || token_hash]
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
create policy made on invitation for insert with check (
  organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian'))
  or (select actor_holds('accounts:administrator')) and roles = '{accounts:custodian}' and (
    not exists (select from members_of(organisation))
    or exists (select from approval a where a.kind = 'accounts:custodian' and a.subject = invitation.organisation::text
      and a.decision = 'approved' and a.decided_by = actor_account())));
create policy changed on invitation for update using (
  (select actor_keys()) @> array['invitation:' || token_hash]
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
grant select, insert on invitation to {login};
grant update (accepted_at, accepted_by, withdrawn_at) on invitation to {login};

create policy seen on membership for select using (
  account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
-- Nobody becomes a member but by an invitation that offers just this.
create policy made on membership for insert with check (
  account = (select actor_account()) and exists (select from invitation i
    where ('invitation:' || i.token_hash) = any (actor_keys()) and i.organisation = membership.organisation
      and i.accepted_by = membership.account and i.roles = membership.roles and i.clearance = membership.clearance
      and i.purposes = membership.purposes));
create policy changed on membership for update using (
  account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')))
  with check (
    organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian'))
    or account = (select actor_account()) and exists (select from invitation i
      where ('invitation:' || i.token_hash) = any (actor_keys()) and i.organisation = membership.organisation
        and i.accepted_by = membership.account and i.roles = membership.roles and i.clearance = membership.clearance
        and i.purposes = membership.purposes));
grant select, insert on membership to {login};
grant update (roles, clearance, purposes, valid_from, valid_until) on membership to {login};

create policy seen on delegation for select using (
  from_account = (select actor_account()) or to_account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
create policy made on delegation for insert with check (
  organisation = (select actor_organisation())
  and (from_account = (select actor_account()) or (select actor_holds('accounts:custodian')))
  and from_account in (select members_of(organisation)) and to_account in (select members_of(organisation)));
create policy changed on delegation for update using (
  from_account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
grant select, insert on delegation to {login};
grant update (ended_at) on delegation to {login};

create policy seen on organisation_group for select using (
  (select actor_holds('accounts:administrator'))
  or id in (select group_id from organisation_group_member where organisation = (select actor_organisation())));
create policy made on organisation_group for insert with check ((select actor_holds('accounts:administrator')));
create policy changed on organisation_group for update using ((select actor_holds('accounts:administrator')));
create policy seen on organisation_group_member for select using (
  (select actor_holds('accounts:administrator')) or organisation = (select actor_organisation())
  or (select actor_keys()) @> array['group:' || group_id]);
create policy made on organisation_group_member for insert with check ((select actor_holds('accounts:administrator')));
grant select, insert on organisation_group, organisation_group_member to {login};
grant update (valid_until) on organisation_group to {login};

create policy seen on api_key for select using (
  account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
create policy made on api_key for insert with check (
  account = (select actor_account()) and organisation = (select actor_organisation()));
create policy changed on api_key for update using (
  account = (select actor_account())
  or organisation = (select actor_organisation()) and (select actor_holds('accounts:custodian')));
grant select, insert on api_key to {login};
grant update (revoked_at) on api_key to {login};

-- Counted before anybody is signed in: the key is the subject's own.
create policy counted on sign_in_failure using ((select actor_keys()) @> array['sign-in:' || subject]);
grant select, insert, update on sign_in_failure to {login};
