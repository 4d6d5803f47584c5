-- Agreements between an authority and a partner. A draft exists for the authority alone; what is offered exists for both.
-- While its text holds, the partner's people carry its keys (src/supply/partnerships/policy.ts): `agreement_in_force` says
-- which texts hold on a day, and is asked anew with each request.
create table agreement (
  id uuid primary key,
  partner uuid not null,
  m text not null check (m in ('manufacture', 'marketing', 'movement', 'monetisation')),
  phase text not null default 'preparing' check (phase in ('preparing', 'agreed', 'suspended', 'ended')),
  suspended_by uuid,
  reason text,
  made_at timestamptz not null,
  ended_at timestamptz,
  reminded_of date,
  version integer not null default 1,
  told_version integer not null default 1,
  check ((suspended_by is null) = (phase <> 'suspended')),
  check ((ended_at is null) = (phase <> 'ended'))
);
select protect('agreement');
comment on table agreement is 'Agreements between an authority, the originator, and a partner.';
comment on column agreement.partner is 'The organisation with which it is made.';
comment on column agreement.m is 'Manufacture, marketing, movement or monetisation.';
comment on column agreement.phase is 'Preparing until both parties signed a text; then agreed, suspended or ended.';
comment on column agreement.suspended_by is 'The party that suspended it.';
comment on column agreement.reason is 'Why it was suspended or ended.';
comment on column agreement.made_at is 'When it was first drafted.';
comment on column agreement.ended_at is 'When a party ended it.';
comment on column agreement.reminded_of is 'The day of review of which its parties were reminded last.';
comment on column agreement.version is 'Goes up by one with each change.';
comment on column agreement.told_version is 'The version of the last change that the partner learns of: a draft is none.';
create policy countersigned on agreement for update
  using (partner = (select actor_organisation())) with check (partner = (select actor_organisation()));
create index on agreement (made_at desc, id desc);
grant select, insert, update (phase, suspended_by, reason, ended_at, reminded_of, version, told_version, audience) on agreement
  to {login};

create table agreement_text (
  agreement uuid not null references agreement (id),
  number integer not null,
  terms jsonb not null,
  parties jsonb not null,
  sections jsonb not null,
  digest text not null,
  starts_on date not null,
  ends_on date not null,
  review_on date not null,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  offered_at timestamptz,
  withdrawn_at timestamptz,
  agreed_at timestamptz,
  primary key (agreement, number),
  check (starts_on <= ends_on),
  check (agreed_at is null or (offered_at is not null and withdrawn_at is null))
);
select protect('agreement_text');
comment on table agreement_text is 'Versions of the text of an agreement.';
comment on column agreement_text.agreement is 'The agreement.';
comment on column agreement_text.number is 'From 1.';
comment on column agreement_text.terms is 'What its clauses leave open, in the shape of terms.ts.';
comment on column agreement_text.parties is 'Names of both parties when it was drafted.';
comment on column agreement_text.sections is 'What its clauses said, in each language: they may be worded anew, and what was offered is not.';
comment on column agreement_text.digest is 'SHA-256 of the text in all its languages, hexadecimal: what is signed.';
comment on column agreement_text.starts_on is 'The first day on which it holds, in UTC.';
comment on column agreement_text.ends_on is 'The last.';
comment on column agreement_text.review_on is 'The day by which both parties look at it.';
comment on column agreement_text.drafted_by is 'Account of who wrote it: another person signs.';
comment on column agreement_text.drafted_at is 'When it was written.';
comment on column agreement_text.offered_at is 'When the partner was shown it.';
comment on column agreement_text.withdrawn_at is 'When a newer draft took its place before both had signed.';
comment on column agreement_text.agreed_at is 'When the second party signed.';
-- The party that signs last says so on the text; terms that were offered are granted to nobody to change.
create policy countersigned on agreement_text for update using (offered_at is not null and exists (
  select from agreement a where a.id = agreement_text.agreement and a.partner = (select actor_organisation())));
grant select, insert, update (terms, parties, sections, digest, starts_on, ends_on, review_on, drafted_by, drafted_at, offered_at,
  withdrawn_at, agreed_at, audience) on agreement_text to {login};
create function keep_offered() returns trigger language plpgsql as $$
begin
  if old.offered_at is not null and (old.terms, old.parties, old.sections, old.digest, old.starts_on, old.ends_on, old.offered_at,
    old.drafted_by) is distinct from (new.terms, new.parties, new.sections, new.digest, new.starts_on, new.ends_on, new.offered_at,
    new.drafted_by) then
    raise exception 'A text that was offered does not change.' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function keep_offered() is 'Refuses to change a text that somebody may have read or signed.';
revoke execute on function keep_offered() from public;
create trigger keep_offered before update on agreement_text for each row execute function keep_offered();

create table agreement_signature (
  agreement uuid not null,
  number integer not null,
  organisation uuid not null,
  account uuid not null,
  digest text not null,
  signed_at timestamptz not null,
  primary key (agreement, number, organisation),
  foreign key (agreement, number) references agreement_text (agreement, number)
);
comment on table agreement_signature is 'Who signed which text for which party. The ledger has the same act.';
comment on column agreement_signature.agreement is 'The agreement.';
comment on column agreement_signature.number is 'The version of its text.';
comment on column agreement_signature.organisation is 'The party.';
comment on column agreement_signature.account is 'Who signed for it.';
comment on column agreement_signature.digest is 'Of the text as it was signed.';
comment on column agreement_signature.signed_at is 'When.';
alter table agreement_signature enable row level security;
alter table agreement_signature force row level security;
create policy seen on agreement_signature for select using (exists (
  select from agreement_text t where t.agreement = agreement_signature.agreement and t.number = agreement_signature.number));
create policy made on agreement_signature for insert with check (organisation = (select actor_organisation()) and exists (
  select from agreement_text t where t.agreement = agreement_signature.agreement and t.number = agreement_signature.number));
grant select, insert on agreement_signature to {login};

-- What holds on a day, whoever asks: it is asked before there is an actor, to make one.
create policy compiled on agreement for select to current_user using (true);
create policy compiled on agreement_text for select to current_user using (true);
create function agreement_in_force(today date, party uuid)
  returns table (id uuid, authority uuid, partner uuid, m text, title text, terms jsonb, review_on date, reminded_of date)
  language sql stable security definer set search_path from current
begin atomic
  select a.id, a.originator, a.partner, a.m, t.terms ->> 'title', t.terms, t.review_on, a.reminded_of
  from agreement a cross join lateral (
    select terms, review_on from agreement_text own
    where own.agreement = a.id and own.agreed_at is not null and own.starts_on <= today and today <= own.ends_on
    order by own.number desc limit 1) t
  where a.phase = 'agreed' and (party is null or a.partner = party or a.originator = party)
  order by a.id;
end;
comment on function agreement_in_force(date, uuid) is 'Agreements of a party, or all, whose text holds on a day, with that text.';
revoke execute on function agreement_in_force(date, uuid) from public;
grant execute on function agreement_in_force(date, uuid) to {login};
create index on agreement (partner);
create index on agreement (originator);
