-- What a firm asks itself of its care against diversion: for the firm alone, until it shows it to an authority's officers of
-- partnerships. Supervision is another compartment and reads nothing of it. What was signed off does not change.
create table assessment (
  id uuid primary key,
  kind text not null check (kind in ('chemical-operator', 'equipment-maker')),
  number integer not null check (number > 0),
  answers jsonb not null,
  result jsonb,
  begun_at timestamptz not null,
  completed_at timestamptz,
  completed_by uuid,
  valid_from date,
  valid_until date,
  shown_to uuid[] not null default '{}',
  named_since timestamptz,
  reminded_of date,
  version integer not null default 1,
  check ((completed_at is null) = (result is null)),
  check ((completed_at is null) = (completed_by is null)),
  check ((completed_at is null) = (valid_from is null)),
  check ((completed_at is null) = (valid_until is null)),
  check (valid_from <= valid_until),
  check (named_since is null or completed_at is not null),
  check (cardinality(shown_to) = 0 or completed_at is not null)
);
select protect('assessment');
create unique index on assessment (originator, kind, number);
-- One that is being answered at a time: two would be answered half each.
create unique index on assessment (originator, kind) where completed_at is null;
comment on table assessment is 'Self-assessments of firms, the originators, against a code of practice; each year another one.';
comment on column assessment.kind is 'Which questions: those of chemical operators, or of makers and sellers of equipment.';
comment on column assessment.number is 'From 1, for each firm and kind.';
comment on column assessment.answers is 'By id of the question (reference/code-of-practice.csv): the answer and what was written with it.';
comment on column assessment.result is 'Counts by theme, as they were when it was signed off.';
comment on column assessment.begun_at is 'When the first sitting began.';
comment on column assessment.completed_at is 'When it was signed off as complete.';
comment on column assessment.completed_by is 'Account of who signed it off.';
comment on column assessment.valid_from is 'The first day on which it is valid, in UTC.';
comment on column assessment.valid_until is 'The last: a year.';
comment on column assessment.shown_to is 'Authorities whose officers of partnerships the firm lets read it.';
comment on column assessment.named_since is 'Since when the firm agrees to be named in the public register; null where it does not.';
comment on column assessment.reminded_of is 'The last day of which the firm was reminded.';
comment on column assessment.version is 'Goes up by one with each change.';
grant select, insert, update (answers, result, completed_at, completed_by, valid_from, valid_until, shown_to, named_since,
  reminded_of, version, audience) on assessment to {login};
create function keep_signed_off() returns trigger language plpgsql as $$
begin
  if old.completed_at is not null and (old.answers, old.result, old.completed_at, old.completed_by, old.valid_from,
    old.valid_until) is distinct from (new.answers, new.result, new.completed_at, new.completed_by, new.valid_from,
    new.valid_until) then
    raise exception 'A self-assessment that was signed off does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_signed_off() is 'Refuses to change answers that the firm declared complete.';
revoke execute on function keep_signed_off() from public;
create trigger keep_signed_off before update on assessment for each row execute function keep_signed_off();

-- Whoever asks, without an actor: days for reminders and figures, and names for the register. No answer, no result.
create policy counted on assessment for select to current_user using (true);
create function assessment_days()
  returns table (id uuid, organisation uuid, kind text, valid_from date, valid_until date, reminded_of date)
  language sql stable security definer set search_path from current
begin atomic
  select a.id, a.originator, a.kind, a.valid_from, a.valid_until, a.reminded_of from assessment a
  where a.completed_at is not null order by a.valid_until, a.id;
end;
comment on function assessment_days() is 'Days of self-assessments that were signed off, for reminders and figures; nothing of the answers.';
revoke execute on function assessment_days() from public;
grant execute on function assessment_days() to {login};
create function assessment_register(today date)
  returns table (organisation uuid, kind text, valid_from date, valid_until date)
  language sql stable security definer set search_path from current
begin atomic
  select distinct on (a.originator, a.kind) a.originator, a.kind, a.valid_from, a.valid_until from assessment a
  where a.named_since is not null and a.valid_from <= today and today <= a.valid_until
  order by a.originator, a.kind, a.number desc;
end;
comment on function assessment_register(date) is 'Firms that agreed to be named and whose self-assessment is valid on a day; nothing else.';
revoke execute on function assessment_register(date) from public;
grant execute on function assessment_register(date) to {login};
