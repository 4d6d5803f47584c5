-- Visits of an accreditation body to the services that applied to it, or to any other that is listed. One that is not announced exists for the body alone until it
-- was finished; what inspectors wrote down on the spot is kept as it came, signed, and never changed.
create table inspection (
  id uuid primary key,
  accreditation uuid references accreditation (id),
  service uuid not null,
  service_name text not null,
  setting text not null,
  edition integer not null default 1 check (edition > 0),
  provider uuid not null,
  announced boolean not null,
  planned_on date not null,
  why text not null,
  inspectors jsonb not null default '[]',
  stood_aside jsonb not null default '[]',
  barred uuid[] not null default '{}',
  state text not null default 'planned' check (state in ('planned', 'finished', 'cancelled')),
  visited_on date,
  report text,
  result jsonb,
  criteria text,
  planned_at timestamptz not null,
  finished_at timestamptz,
  version integer not null default 1,
  check ((visited_on is null) = (finished_at is null)),
  check ((report is null) = (finished_at is null)),
  check ((result is null) = (finished_at is null)),
  check ((criteria is null) = (finished_at is null)),
  check ((finished_at is null) = (state <> 'finished'))
);
select protect('inspection');
comment on table inspection is 'Inspections of services by the bodies that accredit them, the originators.';
comment on column inspection.accreditation is 'The application that it concerns; null where the service never applied to the body.';
comment on column inspection.service is 'Id of the service in the directory.';
comment on column inspection.service_name is 'Its name when it was assessed.';
comment on column inspection.setting is 'Where it works: which criteria are looked at.';
comment on column inspection.edition is 'Goes up when what is asked becomes another: a pack that was taken before is old.';
comment on column inspection.provider is 'The organisation that runs the service.';
comment on column inspection.announced is 'Whether the provider is told before.';
comment on column inspection.planned_on is 'The day for which it is planned.';
comment on column inspection.why is 'What to look at; for the body alone.';
comment on column inspection.inspectors is 'Who declared no tie and inspects: account and when.';
comment on column inspection.stood_aside is 'Who declared a tie: account and which.';
comment on column inspection.barred is 'Accounts that may not inspect: they answered for the provider, or declared a tie before.';
comment on column inspection.state is 'Where it stands.';
comment on column inspection.visited_on is 'The day of the visit.';
comment on column inspection.report is 'What was seen, which the provider reads.';
comment on column inspection.result is 'Scores over what was looked at, as they were when it was finished.';
comment on column inspection.criteria is 'Version of the criteria when it was finished.';
comment on column inspection.planned_at is 'When it was planned.';
comment on column inspection.finished_at is 'When an inspector finished it.';
comment on column inspection.version is 'Goes up by one with each change.';
create index on inspection (accreditation);
grant select, insert, update (setting, edition, planned_on, inspectors, stood_aside, state, visited_on, report, result,
  criteria, finished_at, version, audience) on inspection to {login};

create table inspection_device (
  id uuid primary key,
  inspection uuid not null references inspection (id),
  account uuid not null,
  name text not null,
  public_key text not null,
  criteria text not null,
  edition integer not null,
  taken_at timestamptz not null,
  unique (inspection, public_key)
);
comment on table inspection_device is 'Devices on which an inspector took the pack of a visit along, each with the key that signs what it brings back.';
comment on column inspection_device.inspection is 'The inspection.';
comment on column inspection_device.account is 'Account of the inspector.';
comment on column inspection_device.name is 'What the inspector calls it.';
comment on column inspection_device.public_key is 'ECDSA P-256, SubjectPublicKeyInfo in base64url.';
comment on column inspection_device.criteria is 'Version of the criteria in the pack.';
comment on column inspection_device.edition is 'Edition of the inspection in the pack.';
comment on column inspection_device.taken_at is 'When the pack was taken.';

create table inspection_revocation (
  device uuid primary key references inspection_device (id),
  inspection uuid not null references inspection (id),
  why text not null,
  revoked_by uuid not null,
  revoked_at timestamptz not null
);
comment on table inspection_revocation is 'Devices that were lost: what their key signs from then on counts only where a person says so.';
comment on column inspection_revocation.device is 'The device, as the pack registered it.';
comment on column inspection_revocation.inspection is 'The inspection.';
comment on column inspection_revocation.why is 'What happened to it.';
comment on column inspection_revocation.revoked_by is 'Account of who said so.';
comment on column inspection_revocation.revoked_at is 'When.';

create table inspection_sheet (
  inspection uuid not null references inspection (id),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  device uuid references inspection_device (id),
  author uuid not null,
  number integer not null check (number > 0),
  criteria text not null,
  edition integer not null,
  said text not null,
  signature text,
  late boolean not null,
  revoked boolean not null default false,
  received_at timestamptz not null,
  primary key (inspection, digest),
  check ((device is null) = (signature is null))
);
comment on table inspection_sheet is 'What inspectors wrote down, each time they brought it; added, never changed.';
comment on column inspection_sheet.inspection is 'The inspection.';
comment on column inspection_sheet.digest is 'SHA-256 of what was said.';
comment on column inspection_sheet.device is 'The device that signed it; null where it was written on the page.';
comment on column inspection_sheet.author is 'Account of the inspector.';
comment on column inspection_sheet.number is 'From 1, for each device or, on the page, author.';
comment on column inspection_sheet.criteria is 'Version of the criteria that it answers.';
comment on column inspection_sheet.edition is 'Edition of the inspection that it answers.';
comment on column inspection_sheet.said is 'Answers and digests of photographs as canonical JSON (RFC 8785), byte by byte as it was signed.';
comment on column inspection_sheet.signature is 'Of the device, over it: ECDSA P-256 with SHA-256, base64url.';
comment on column inspection_sheet.late is 'Whether the visit was finished or called off when it came.';
comment on column inspection_sheet.revoked is 'Whether its device had been reported lost when it came.';
comment on column inspection_sheet.received_at is 'When it came.';

create table inspection_choice (
  inspection uuid not null references inspection (id),
  criterion text not null,
  number integer not null check (number > 0),
  chosen text not null,
  among text[] not null,
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  primary key (inspection, criterion, number)
);
comment on table inspection_choice is 'Which of several answers to one criterion a person decided for; the others stay.';
comment on column inspection_choice.inspection is 'The inspection.';
comment on column inspection_choice.criterion is 'Id of the criterion.';
comment on column inspection_choice.number is 'From 1, for each criterion: a later one counts.';
comment on column inspection_choice.chosen is 'The answer that counts, by its key.';
comment on column inspection_choice.among is 'Keys of all answers that were shown: with another one beside them it is open again.';
comment on column inspection_choice.chosen_by is 'Account of who decided.';
comment on column inspection_choice.chosen_at is 'When.';

create table inspection_photograph (
  attachment uuid primary key,
  inspection uuid not null references inspection (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  turn integer not null check (turn between 1 and 8),
  holds text[] not null,
  received_at timestamptz not null,
  unique (inspection, sha256)
);
comment on table inspection_photograph is 'Photographs of a visit, byte by byte as they were taken.';
comment on column inspection_photograph.attachment is 'The file, among the attachments of the compartment.';
comment on column inspection_photograph.inspection is 'The inspection.';
comment on column inspection_photograph.sha256 is 'Of its bytes, as the signed sheet names it.';
comment on column inspection_photograph.turn is 'Which way up it lies, as Exif tells: 1 upright, 3 upside down; nothing was turned.';
comment on column inspection_photograph.holds is 'What its metadata tells: place, time, device, author. Nothing was taken out.';
comment on column inspection_photograph.received_at is 'When it came.';

-- All of these are the body's own; the provider reads the findings.
do $own$
declare
  child text;
begin
  foreach child in array array['inspection_device', 'inspection_revocation', 'inspection_sheet', 'inspection_choice',
    'inspection_photograph'] loop
    execute format('alter table %s enable row level security', child);
    execute format('alter table %s force row level security', child);
    execute format('create policy seen on %1$s for select using (exists (
      select 1 from inspection i where i.id = %1$s.inspection and i.originator = (select actor_organisation())))', child);
    execute format('create policy made on %1$s for insert with check (exists (
      select 1 from inspection i where i.id = %1$s.inspection and i.originator = (select actor_organisation())))', child);
    execute format('grant select, insert on %s to {login}', child);
  end loop;
end $own$;
create index on inspection_device (inspection);

create table finding (
  id uuid primary key,
  inspection uuid not null references inspection (id),
  accreditation uuid references accreditation (id),
  number integer not null check (number > 0),
  criterion text not null,
  provider uuid not null,
  severity text not null check (severity in ('minor', 'major', 'critical')),
  found text not null,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'planned', 'done', 'closed')),
  owner text,
  action text,
  shown text,
  note text,
  why_added text,
  found_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  version integer not null default 1,
  unique (inspection, number),
  check ((owner is null) = (action is null)),
  check (status = 'open' or action is not null),
  check ((closed_at is null) = (status <> 'closed')),
  check ((closed_by is null) = (closed_at is null))
);
select protect('finding');
comment on table finding is 'What an inspection found, and the corrective action of the provider.';
comment on column finding.inspection is 'The inspection.';
comment on column finding.accreditation is 'The application that it concerns; null where the service never applied to the body.';
comment on column finding.number is 'From 1.';
comment on column finding.criterion is 'Id of the criterion that is not met.';
comment on column finding.provider is 'The organisation that corrects it.';
comment on column finding.severity is 'How grave it is.';
comment on column finding.found is 'What was found.';
comment on column finding.due_on is 'By which day it is corrected.';
comment on column finding.status is 'Open, action planned, said to be done, or closed by the body.';
comment on column finding.owner is 'Who at the provider sees to it: a function, not a name.';
comment on column finding.action is 'What the provider does about it.';
comment on column finding.shown is 'What the provider says shows that it is done.';
comment on column finding.note is 'The last word of the body: how it was verified, or why it is not enough.';
comment on column finding.why_added is 'Why it was added after the visit was finished; null where it was found by then.';
comment on column finding.found_at is 'When it was told.';
comment on column finding.closed_at is 'When the body closed it.';
comment on column finding.closed_by is 'Account of who verified it.';
comment on column finding.version is 'Goes up by one with each change.';
create policy corrected on finding for update
  using (provider = (select actor_organisation()) and status <> 'closed')
  with check (provider = (select actor_organisation()) and status in ('planned', 'done'));
create index on finding (inspection);
create index on finding (accreditation) where status <> 'closed';
grant select, insert, update (status, owner, action, shown, note, closed_at, closed_by, version) on finding to {login};

create table finding_proof (
  attachment uuid primary key,
  finding uuid not null references finding (id),
  added_at timestamptz not null
);
comment on table finding_proof is 'Files of a provider that show a corrective action.';
comment on column finding_proof.attachment is 'The file, among the attachments of the compartment.';
comment on column finding_proof.finding is 'The finding.';
comment on column finding_proof.added_at is 'When it was added.';
alter table finding_proof enable row level security;
alter table finding_proof force row level security;
create policy seen on finding_proof for select using (exists (select 1 from finding f where f.id = finding_proof.finding));
create policy made on finding_proof for insert with check (exists (
  select 1 from finding f where f.id = finding_proof.finding and f.provider = (select actor_organisation())
    and f.status <> 'closed'));
create index on finding_proof (finding);
grant select, insert on finding_proof to {login};

-- What a visit found is what it was finished with: anything that comes to light later is a finding that was added, with its reason.
create function keep_finished() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null and (old.state, old.visited_on, old.report, old.result, old.criteria, old.finished_at)
    is distinct from (new.state, new.visited_on, new.report, new.result, new.criteria, new.finished_at) then
    raise exception 'What a visit was finished with does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_finished() is 'Refuses to change the report and the result of a visit that was finished.';
revoke execute on function keep_finished() from public;
create trigger keep_finished before update on inspection for each row execute function keep_finished();

-- Who had a part in what is decided on, or declared a tie with it, neither proposes nor signs the decision.
create function had_part(which uuid, who uuid) returns boolean
  language sql stable security definer set search_path from current
begin atomic
  select exists (
    select from inspection i where (i.accreditation = which
        or i.accreditation is null and i.service = (select c.service from accreditation c where c.id = which))
      and (i.inspectors || i.stood_aside) @> jsonb_build_array(jsonb_build_object('account', who))
  ) or exists (select from appraisal a where a.accreditation = which and a.appraiser = who);
end;
comment on function had_part(uuid, uuid) is 'Whether an account appraised an application or inspected for it, or stood aside there for a tie.';
revoke execute on function had_part(uuid, uuid) from public;
grant execute on function had_part(uuid, uuid) to {login};
create function keep_deciders_apart() returns trigger language plpgsql as $$
begin
  if had_part(new.accreditation, new.proposed_by) or had_part(new.accreditation, new.signed_by) then
    raise exception 'Who appraised or inspected it does not decide.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_deciders_apart() is 'Refuses a decision of somebody who appraised the application or inspected for it.';
revoke execute on function keep_deciders_apart() from public;
create trigger keep_deciders_apart before insert on accreditation_decision for each row execute function keep_deciders_apart();

-- Numbers without an actor, for public figures and nothing else.
create policy counted on inspection for select to current_user using (true);
create policy counted on finding for select to current_user using (true);
create function inspection_figures(since date, until date)
  returns table (planned integer, made integer, unannounced integer, in_time integer, late integer)
  language sql stable security definer set search_path from current
begin atomic
  select
    (select count(*)::integer from inspection i where i.state <> 'cancelled' and i.planned_on >= since and i.planned_on < until),
    (select count(*)::integer from inspection i where i.state = 'finished' and i.planned_on >= since and i.planned_on < until),
    (select count(*)::integer from inspection i where i.state = 'finished' and not i.announced
      and i.planned_on >= since and i.planned_on < until),
    (select count(*)::integer from finding f where f.due_on >= since and f.due_on < until
      and (f.closed_at at time zone 'UTC')::date <= f.due_on),
    (select count(*)::integer from finding f where f.due_on >= since and f.due_on < until
      and (f.closed_at is null or (f.closed_at at time zone 'UTC')::date > f.due_on));
end;
comment on function inspection_figures(date, date) is 'How many visits were planned and made, without notice, and findings closed by their day, of a time.';
revoke execute on function inspection_figures(date, date) from public;
grant execute on function inspection_figures(date, date) to {login};
