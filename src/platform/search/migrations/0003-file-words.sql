-- The words of one record are filed anew in one call, by statements that stay planned: somebody waits for it at a screen.
create function file_words(kind text, words text[], at timestamptz, record uuid, originator uuid, audience text[],
  marking smallint, purposes text[], is_originator_controlled boolean) returns void language plpgsql volatile as $$
begin
  delete from word where word.record = file_words.record;
  insert into word (kind, word, at, record, originator, audience, marking, purposes, is_originator_controlled)
    select file_words.kind, each, file_words.at, file_words.record, file_words.originator, file_words.audience,
      file_words.marking, file_words.purposes, file_words.is_originator_controlled from unnest(words) each;
end $$;
comment on function file_words(text, text[], timestamptz, uuid, uuid, text[], smallint, text[], boolean) is 'Files the words of a record with its handling; what was filed before is replaced.';
revoke execute on function file_words(text, text[], timestamptz, uuid, uuid, text[], smallint, text[], boolean) from public;
grant execute on function file_words(text, text[], timestamptz, uuid, uuid, text[], smallint, text[], boolean) to {login};
