-- A notice may come with files, which are handled as it is. They are written with it and never change.
alter table notice add column attachments uuid[] not null default '{}' check (cardinality(attachments) <= 5);
comment on column notice.attachments is 'Ids of its files, in the order in which they were added.';
