-- Files that show what a firm answers of itself: added while it answers, kept with what it signed off, seen by whoever sees
-- the answers. A self-assessment that was not signed off may be thrown away with them.
create table assessment_file (
  attachment uuid primary key,
  assessment uuid not null references assessment (id),
  question text not null,
  added_at timestamptz not null default now()
);
comment on table assessment_file is 'Which files show the answer to which question of a self-assessment.';
comment on column assessment_file.attachment is 'The file, among the attachments of the compartment.';
comment on column assessment_file.assessment is 'The self-assessment.';
comment on column assessment_file.question is 'Id of the question (reference/code-of-practice.csv).';
comment on column assessment_file.added_at is 'When it was added.';
alter table assessment_file enable row level security;
alter table assessment_file force row level security;
create policy seen on assessment_file for select using (exists (
  select 1 from assessment where assessment.id = assessment_file.assessment));
create policy made on assessment_file for insert with check (exists (
  select 1 from assessment where assessment.id = assessment_file.assessment and assessment.completed_at is null
    and assessment.originator = (select actor_organisation())));
create policy removed on assessment_file for delete using (exists (
  select 1 from assessment where assessment.id = assessment_file.assessment and assessment.completed_at is null
    and assessment.originator = (select actor_organisation())));
create index on assessment_file (assessment);
grant select, insert, delete on assessment_file to {login};

create policy discarded on assessment for delete using (
  originator = (select actor_organisation()) and completed_at is null);
grant delete on assessment to {login};
