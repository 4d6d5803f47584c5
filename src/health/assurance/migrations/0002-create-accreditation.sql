-- An application for accreditation, appraised by two who do not see each other's answers, decided by two people of the
-- accreditation body. What the public sees of a service comes from decisions alone.
create table accreditation (
  id uuid primary key,
  assessment uuid not null references quality_assessment (id),
  service uuid not null,
  service_name text not null,
  setting text not null,
  criteria text not null,
  body uuid not null,
  appraisers uuid[] not null default '{}',
  seats jsonb not null default '[]',
  state text not null check (state in
    ('applied', 'appraised', 'accredited', 'conditional', 'suspended', 'withdrawn', 'refused', 'appealed')),
  consensus jsonb not null default '{}',
  agreement jsonb,
  result jsonb,
  proposal jsonb,
  appeal text,
  applied_at timestamptz not null,
  appraised_at timestamptz,
  version integer not null default 1,
  check (result is null or appraised_at is not null),
  check ((state = 'appealed') = (appeal is not null))
);
select protect('accreditation');
comment on table accreditation is 'Applications of providers, the originators, for accreditation of a service by a body.';
comment on column accreditation.assessment is 'The self-assessment that it was made with.';
comment on column accreditation.service is 'Id of the service in the directory.';
comment on column accreditation.service_name is 'Its name there when it was assessed.';
comment on column accreditation.setting is 'Where it works: which criteria apply.';
comment on column accreditation.criteria is 'Version of the criteria (reference/quality-criteria.csv).';
comment on column accreditation.body is 'The organisation that decides.';
comment on column accreditation.appraisers is 'Organisations whose people appraise.';
comment on column accreditation.seats is 'The two seats of appraisers: organisation, account once somebody took it, whether done; and who left for a tie.';
comment on column accreditation.state is 'Where it stands.';
comment on column accreditation.consensus is 'By id of the criterion on which both differed: what they agree on, and which of them said so.';
comment on column accreditation.agreement is 'How far both agreed: Cohen''s kappa and counts.';
comment on column accreditation.result is 'The scores of the appraisal.';
comment on column accreditation.proposal is 'What one officer proposed and no second has signed yet.';
comment on column accreditation.appeal is 'Why the provider appeals; null where it does not.';
comment on column accreditation.applied_at is 'When the provider applied.';
comment on column accreditation.appraised_at is 'When both had agreed on every criterion.';
comment on column accreditation.version is 'Goes up by one with each change.';
create policy judged on accreditation for update
  using (body = (select actor_organisation()) or (select actor_organisation()) = any (appraisers))
  with check (body = (select actor_organisation()) or (select actor_organisation()) = any (appraisers));
-- One application at a time with one self-assessment.
create unique index on accreditation (assessment);
create index on accreditation (service);
grant select, insert, update (appraisers, seats, state, consensus, agreement, result, proposal, appeal, appraised_at, version,
  audience) on accreditation to {login};

create function keep_parts_apart() returns trigger language plpgsql as $$
declare
  here constant uuid := actor_organisation();
  decided text;
begin
  if here is null then return new; end if; -- the owner of the schema, who keeps it
  if here is distinct from old.body and new.proposal is distinct from old.proposal then
    raise exception 'Officers of the body alone propose a decision.' using errcode = '42501';
  end if;
  if new.proposal is not null and new.proposal is distinct from old.proposal and had_part(new.id, (new.proposal ->> 'by')::uuid) then
    raise exception 'Who appraised or inspected it does not propose what follows.' using errcode = '42501';
  end if;
  if here is distinct from old.originator and new.appeal is not null and new.appeal is distinct from old.appeal then
    raise exception 'The provider alone appeals.' using errcode = '42501';
  end if;
  if (new.result, new.agreement, new.consensus) is distinct from (old.result, old.agreement, old.consensus)
    and not here = any (old.appraisers) then
    raise exception 'Appraisers alone say what an appraisal found.' using errcode = '42501';
  end if;
  if new.state is distinct from old.state and new.state not in ('applied', 'appraised', 'appealed') then
    select d.decision into decided from accreditation_decision d where d.accreditation = new.id order by d.number desc limit 1;
    if new.state is distinct from decided then
      raise exception 'What two officers decided alone is what it stands at.' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
comment on function keep_parts_apart() is 'Provider, appraisers and body each change their own part of an application, and where it stands follows from a decision of two.';
revoke execute on function keep_parts_apart() from public;
create trigger keep_parts_apart before update on accreditation for each row execute function keep_parts_apart();

create table appraisal (
  id uuid primary key,
  accreditation uuid not null references accreditation (id),
  appraiser uuid not null,
  answers jsonb not null default '{}',
  finished_at timestamptz,
  version integer not null default 1,
  unique (accreditation, appraiser)
);
select protect('appraisal');
comment on table appraisal is 'What one appraiser answers: for that person alone, until both are done.';
comment on column appraisal.accreditation is 'The application.';
comment on column appraisal.appraiser is 'Account of the appraiser.';
comment on column appraisal.answers is 'By id of the criterion: the answer, what was written with it, and how it was checked.';
comment on column appraisal.finished_at is 'When the appraiser was done; nothing of it changes afterwards.';
comment on column appraisal.version is 'Goes up by one with each change.';
grant select, insert, update (answers, finished_at, version, audience) on appraisal to {login};
create function keep_appraisal() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null and (old.answers, old.finished_at) is distinct from (new.answers, new.finished_at) then
    raise exception 'An appraisal that is done does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_appraisal() is 'Refuses to change what an appraiser declared done.';
revoke execute on function keep_appraisal() from public;
create trigger keep_appraisal before update on appraisal for each row execute function keep_appraisal();

-- Whoever is second to be done cannot see the other's row and so could not open it: the database does, for both at once.
create policy opened on appraisal for update to current_user using (true);
create policy counted on appraisal for select to current_user using (true);
create policy counted on accreditation for select to current_user using (true);
create function open_appraisals(which uuid) returns boolean
  language plpgsql security definer set search_path from current as $$
declare
  mine boolean;
  ready boolean;
  keys text[];
begin
  select actor_organisation() = any (c.appraisers), array['role:' || c.body || ':assurance:officer'] into mine, keys
    from accreditation c where c.id = which;
  select count(*) filter (where a.finished_at is not null) = 2, keys || array_agg('account:' || a.appraiser) into ready, keys
    from appraisal a where a.accreditation = which and ('account:' || a.appraiser) = any (
      select 'account:' || (seat ->> 'account') from accreditation c, jsonb_array_elements(c.seats) seat where c.id = which);
  if not coalesce(mine and ready, false) then return false; end if;
  update appraisal set audience = keys where accreditation = which and finished_at is not null;
  return true;
end $$;
comment on function open_appraisals(uuid) is 'Opens both appraisals of an application to each other and to the body, once both are done; says whether they are.';
revoke execute on function open_appraisals(uuid) from public;
grant execute on function open_appraisals(uuid) to {login};

create table accreditation_decision (
  accreditation uuid not null references accreditation (id),
  number integer not null check (number > 0),
  decision text not null check (decision in ('accredited', 'conditional', 'suspended', 'withdrawn', 'refused')),
  reason text not null,
  conditions text[] not null,
  valid_until date,
  proposed_by uuid not null,
  signed_by uuid not null,
  decided_at timestamptz not null,
  primary key (accreditation, number),
  check (proposed_by <> signed_by),
  check ((decision in ('accredited', 'conditional')) = (valid_until is not null)),
  check ((decision = 'conditional') = (cardinality(conditions) > 0))
);
comment on table accreditation_decision is 'Decisions of an accreditation body, each by two people; added and never changed.';
comment on column accreditation_decision.accreditation is 'The application.';
comment on column accreditation_decision.number is 'From 1, for each application.';
comment on column accreditation_decision.decision is 'What was decided.';
comment on column accreditation_decision.reason is 'Why, for the provider.';
comment on column accreditation_decision.conditions is 'Under which conditions, for everybody.';
comment on column accreditation_decision.valid_until is 'The last day on which it is accredited.';
comment on column accreditation_decision.proposed_by is 'Account of the first officer.';
comment on column accreditation_decision.signed_by is 'Account of the second.';
comment on column accreditation_decision.decided_at is 'When the second signed.';
alter table accreditation_decision enable row level security;
alter table accreditation_decision force row level security;
create policy seen on accreditation_decision for select using (exists (
  select 1 from accreditation c where c.id = accreditation_decision.accreditation));
create policy made on accreditation_decision for insert with check (exists (
  select 1 from accreditation c where c.id = accreditation_decision.accreditation and c.body = (select actor_organisation())));
grant select, insert on accreditation_decision to {login};

-- Whoever asks, without an actor: what was decided of which service. No answer, no reason, nobody's name.
create policy counted on accreditation_decision for select to current_user using (true);
create function accreditation_register()
  returns table (accreditation uuid, service uuid, service_name text, setting text, criteria text, appraised_on date,
    number integer, decision text, conditions text[], valid_until date, decided_at timestamptz)
  language sql stable security definer set search_path from current
begin atomic
  select c.id, c.service, c.service_name, c.setting, c.criteria, (c.appraised_at at time zone 'UTC')::date, d.number, d.decision,
    d.conditions, d.valid_until, d.decided_at
  from accreditation_decision d join accreditation c on c.id = d.accreditation order by d.decided_at, c.id, d.number;
end;
comment on function accreditation_register() is 'Decisions on accreditation, in their order, as everybody may know them.';
revoke execute on function accreditation_register() from public;
grant execute on function accreditation_register() to {login};

create function appraisal_figures(since timestamptz, until timestamptz)
  returns table (setting text, result jsonb, agreement jsonb, self_score double precision)
  language sql stable security definer set search_path from current
begin atomic
  select c.setting, c.result, c.agreement, (a.result ->> 'score')::float8
  from accreditation c join quality_assessment a on a.id = c.assessment
  where c.appraised_at >= since and c.appraised_at < until;
end;
comment on function appraisal_figures(timestamptz, timestamptz) is 'Results of the appraisals of a time, for figures: of which service is not told.';
revoke execute on function appraisal_figures(timestamptz, timestamptz) from public;
grant execute on function appraisal_figures(timestamptz, timestamptz) to {login};
create policy counted on quality_assessment for select to current_user using (true);
