-- What a service asks itself of its quality: for its own organisation alone, until it applies for accreditation with it. What
-- was signed off does not change.
create table quality_assessment (
  id uuid primary key,
  service uuid not null,
  service_name text not null,
  setting text not null,
  criteria text not null,
  number integer not null check (number > 0),
  answers jsonb not null,
  result jsonb,
  begun_at timestamptz not null,
  completed_at timestamptz,
  completed_by uuid,
  valid_from date,
  valid_until date,
  accreditation uuid,
  version integer not null default 1,
  check ((completed_at is null) = (result is null)),
  check ((completed_at is null) = (completed_by is null)),
  check ((completed_at is null) = (valid_from is null)),
  check ((completed_at is null) = (valid_until is null)),
  check (accreditation is null or completed_at is not null)
);
select protect('quality_assessment');
create unique index on quality_assessment (originator, service, number);
-- One that is being answered at a time: two would be answered half each.
create unique index on quality_assessment (originator, service) where completed_at is null;
comment on table quality_assessment is 'Self-assessments of services by their providers, the originators, against the quality criteria.';
comment on column quality_assessment.service is 'Id of the service in the directory.';
comment on column quality_assessment.service_name is 'Its name there when it began.';
comment on column quality_assessment.setting is 'Where it works: which criteria apply.';
comment on column quality_assessment.criteria is 'Version of the criteria (reference/quality-criteria.csv).';
comment on column quality_assessment.number is 'From 1, for each provider and service.';
comment on column quality_assessment.answers is 'By id of the criterion: the answer and what was written with it.';
comment on column quality_assessment.result is 'The scores, as they were when it was signed off.';
comment on column quality_assessment.begun_at is 'When the first sitting began.';
comment on column quality_assessment.completed_at is 'When it was signed off as complete.';
comment on column quality_assessment.completed_by is 'Account of who signed it off.';
comment on column quality_assessment.valid_from is 'The first day on which it is valid, in UTC.';
comment on column quality_assessment.valid_until is 'The last: a year.';
comment on column quality_assessment.accreditation is 'The application made with it; null where there is none.';
comment on column quality_assessment.version is 'Goes up by one with each change.';
grant select, insert, update (answers, result, completed_at, completed_by, valid_from, valid_until, accreditation, version,
  audience), delete on quality_assessment to {login};
create policy discarded on quality_assessment for delete using (
  originator = (select actor_organisation()) and completed_at is null);
create function keep_quality_signed_off() returns trigger language plpgsql as $$
begin
  if old.completed_at is not null and (old.answers, old.result, old.completed_at, old.completed_by, old.valid_from,
    old.valid_until) is distinct from (new.answers, new.result, new.completed_at, new.completed_by, new.valid_from,
    new.valid_until) then
    raise exception 'A self-assessment that was signed off does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_quality_signed_off() is 'Refuses to change answers that a provider declared complete.';
revoke execute on function keep_quality_signed_off() from public;
create trigger keep_quality_signed_off before update on quality_assessment
  for each row execute function keep_quality_signed_off();

create table quality_evidence (
  attachment uuid primary key,
  assessment uuid not null references quality_assessment (id),
  criterion text not null,
  added_at timestamptz not null default now()
);
comment on table quality_evidence is 'Which files show the answer to which criterion of a self-assessment.';
comment on column quality_evidence.attachment is 'The file, among the attachments of the compartment.';
comment on column quality_evidence.assessment is 'The self-assessment.';
comment on column quality_evidence.criterion is 'Id of the criterion.';
comment on column quality_evidence.added_at is 'When it was added.';
alter table quality_evidence enable row level security;
alter table quality_evidence force row level security;
create policy seen on quality_evidence for select using (exists (
  select 1 from quality_assessment a where a.id = quality_evidence.assessment));
create policy made on quality_evidence for insert with check (exists (
  select 1 from quality_assessment a where a.id = quality_evidence.assessment and a.completed_at is null
    and a.originator = (select actor_organisation())));
create policy removed on quality_evidence for delete using (exists (
  select 1 from quality_assessment a where a.id = quality_evidence.assessment and a.completed_at is null
    and a.originator = (select actor_organisation())));
create index on quality_evidence (assessment);
grant select, insert, delete on quality_evidence to {login};
