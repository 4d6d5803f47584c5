-- What services are told of a danger: an advisory of the authority that crossed over. A row exists for the services of the
-- regions that it concerns. That a service has read it stays in this compartment, and exists for that service alone.
create table advice (
  id uuid primary key,
  severity text not null check (severity in ('Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown')),
  urgency text not null check (urgency in ('Immediate', 'Expected', 'Future', 'Past', 'Unknown')),
  regions text[] not null check (cardinality(regions) > 0),
  texts jsonb not null,
  given_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((withdrawn_at is null) = (reason is null))
);
select protect('advice');
comment on table advice is 'What services are told of a danger.';
comment on column advice.id is 'That of the advisory.';
comment on column advice.severity is 'CAP 1.2.';
comment on column advice.urgency is 'CAP 1.2.';
comment on column advice.regions is 'Codes of the country or of areas that it concerns.';
comment on column advice.texts is 'Headline and text by language, and whether a native reader has read it.';
comment on column advice.given_at is 'When it came here.';
comment on column advice.expires_at is 'From when it no longer holds.';
comment on column advice.withdrawn_at is 'When it was withdrawn.';
comment on column advice.reason is 'Why it was withdrawn.';
comment on column advice.version is 'Goes up by one with each change.';
create index on advice (given_at desc, id desc);
grant select, insert, update (withdrawn_at, reason, version) on advice to {login};

create table advice_acknowledgement (
  advice uuid not null references advice,
  organisation uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (advice, organisation)
);
comment on table advice_acknowledgement is 'Which service says that it has read advice. Nobody outside of health is told.';
comment on column advice_acknowledgement.advice is 'The advice.';
comment on column advice_acknowledgement.organisation is 'The service.';
comment on column advice_acknowledgement.account is 'Who said so for it.';
comment on column advice_acknowledgement.at is 'When.';
alter table advice_acknowledgement enable row level security;
alter table advice_acknowledgement force row level security;
create policy seen on advice_acknowledgement for select using (organisation = (select actor_organisation()));
create policy made on advice_acknowledgement for insert with check (
  organisation = (select actor_organisation()) and exists (select from advice where advice.id = advice_acknowledgement.advice));
-- How many services heard of a danger within a day is a figure, floored before it is published; who did is not.
create policy counted on advice_acknowledgement for select using (
  coalesce(current_setting('app.passage', true), '') = 'on');
grant select, insert on advice_acknowledgement to {login};
