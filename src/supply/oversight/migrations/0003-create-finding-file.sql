-- Photographs and documents of a finding: the inspector's, and the firm's that show what it did. Whoever sees the finding sees
-- them. Each side may take out its own while the finding is open, and nobody once it was answered and looked at.
create table finding_file (
  attachment uuid primary key,
  finding uuid not null references finding (id),
  by uuid not null,
  added_at timestamptz not null
);
comment on table finding_file is 'Which files belong to which finding.';
comment on column finding_file.attachment is 'The file, among the attachments of the compartment.';
comment on column finding_file.finding is 'The finding.';
comment on column finding_file.by is 'The organisation that added it: the one that inspects, or the firm.';
comment on column finding_file.added_at is 'When it was added.';
alter table finding_file enable row level security;
alter table finding_file force row level security;
create policy seen on finding_file for select using (exists (
  select 1 from finding where finding.id = finding_file.finding));
create policy made on finding_file for insert with check (by = (select actor_organisation()) and exists (
  select 1 from finding where finding.id = finding_file.finding and finding.status <> 'closed'
    and (finding.originator = (select actor_organisation()) or finding.firm = (select actor_organisation()))));
create policy removed on finding_file for delete using (by = (select actor_organisation()) and exists (
  select 1 from finding where finding.id = finding_file.finding and finding.status = 'open'));
create index on finding_file (finding);
grant select, insert, delete on finding_file to {login};
