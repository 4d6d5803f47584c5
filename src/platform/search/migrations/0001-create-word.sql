-- Words of records, for search. A condition that is not leakproof (LIKE, @@, trigrams) cannot use an index under
-- row-level security, since it could be asked about rows that do not exist for the actor. Equality and order of text are
-- leakproof: a word and the beginning of a word are found by this index, and only where the record itself exists.
create table word (
  kind text not null,
  word text not null,
  at timestamptz not null,
  record uuid not null,
  primary key (kind, word, at, record)
);
select protect('word');
comment on table word is 'Which words stand in which record, with the record''s handling.';
comment on column word.kind is 'Kind of the record.';
comment on column word.word is 'In small letters, without accents.';
comment on column word.at is 'The moment by which the kind is listed, newest first.';
comment on column word.record is 'The record.';
create index on word (record);
grant select, insert, delete on word to {login};
create policy removed on word for delete using (originator = (select actor_organisation()));
