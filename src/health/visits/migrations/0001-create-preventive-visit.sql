-- Visits of the national preventive mechanism. A plan and its notes exist for the mechanism alone; recommendations, answers and what
-- became of them for it and the place; a summary for everybody once two people published it.
create table preventive_visit (
  id uuid primary key,
  service uuid not null,
  service_name text not null,
  planned_on date not null,
  announced boolean not null,
  dropped_at timestamptz(3),
  held_on date,
  team text[] not null default '{}' check (team <@ array['member', 'doctor', 'psychologist', 'nurse', 'lawyer', 'social-worker',
    'person-with-experience', 'interpreter', 'other']),
  given text[] not null default '{}' check (given <@ array['rooms', 'records', 'numbers', 'alone', 'chosen']),
  refused text[] not null default '{}' check (refused <@ array['rooms', 'records', 'numbers', 'alone', 'chosen']),
  notes text not null default '' check (length(notes) <= 20000),
  sent_at timestamptz(3),
  version integer not null default 1,
  check (dropped_at is null or held_on is null),
  check (sent_at is null or held_on is not null),
  check (not given && refused),
  check (held_on is null or cardinality(team) > 0)
);
select protect('preventive_visit');
comment on table preventive_visit is 'Visits that the mechanism planned and made, for its members alone.';
comment on column preventive_visit.service is 'Id of the place in the directory.';
comment on column preventive_visit.service_name is 'Its name there when the visit was planned.';
comment on column preventive_visit.planned_on is 'The day for which it is planned.';
comment on column preventive_visit.announced is 'Whether the place is told before.';
comment on column preventive_visit.dropped_at is 'When it was said not to take place.';
comment on column preventive_visit.held_on is 'The day on which it took place.';
comment on column preventive_visit.team is 'What those who went do; never a name.';
comment on column preventive_visit.given is 'What was asked for and given.';
comment on column preventive_visit.refused is 'What was asked for and refused.';
comment on column preventive_visit.notes is 'For the mechanism alone; never published.';
comment on column preventive_visit.sent_at is 'When recommendations went to the place.';
comment on column preventive_visit.version is 'Goes up by one with each change, of the summary too.';
grant select, insert, update (dropped_at, held_on, team, given, refused, notes, sent_at, version) on preventive_visit to {login};

create table visit_recommendation (
  id uuid primary key,
  visit uuid not null references preventive_visit (id),
  number integer not null check (number > 0),
  service uuid not null,
  service_name text not null,
  provider uuid not null,
  held_on date not null,
  text text not null check (length(text) between 1 and 2000),
  sent_at timestamptz(3) not null,
  answer_by date not null,
  answer_rule text not null check (answer_rule in ('country', 'mechanism')),
  unique (visit, number)
);
select protect('visit_recommendation');
comment on table visit_recommendation is 'What the mechanism recommended to a place. Added, never changed.';
comment on column visit_recommendation.visit is 'After which visit.';
comment on column visit_recommendation.number is 'From 1 in each visit.';
comment on column visit_recommendation.service is 'Id of the place in the directory.';
comment on column visit_recommendation.service_name is 'Its name.';
comment on column visit_recommendation.provider is 'Organisation that answers.';
comment on column visit_recommendation.held_on is 'Day of the visit.';
comment on column visit_recommendation.text is 'What is recommended.';
comment on column visit_recommendation.sent_at is 'When it went to the place.';
comment on column visit_recommendation.answer_by is 'The last day on which an answer is in time.';
comment on column visit_recommendation.answer_rule is 'Whether the country sets that day, or the mechanism.';
grant select, insert on visit_recommendation to {login};

create table visit_answer (
  id uuid primary key,
  recommendation uuid not null references visit_recommendation (id),
  answer text not null check (answer in ('accepted', 'partly', 'refused')),
  text text not null check (length(text) between 1 and 2000),
  answered_at timestamptz(3) not null
);
select protect('visit_answer');
create index on visit_answer (recommendation);
comment on table visit_answer is 'What a place answered, and later answered again. Added, never changed.';
comment on column visit_answer.recommendation is 'To what.';
comment on column visit_answer.answer is 'Whether the place does it.';
comment on column visit_answer.text is 'Reasons, and what is done by when.';
comment on column visit_answer.answered_at is 'When.';
grant select, insert on visit_answer to {login};

create table visit_follow_up (
  id uuid primary key,
  recommendation uuid not null references visit_recommendation (id),
  state text not null check (state in ('done', 'partly', 'not')),
  text text not null check (length(text) <= 2000),
  found_at timestamptz(3) not null
);
select protect('visit_follow_up');
create index on visit_follow_up (recommendation);
comment on table visit_follow_up is 'What the mechanism found of a recommendation later. Added, never changed.';
comment on column visit_follow_up.recommendation is 'Of what.';
comment on column visit_follow_up.state is 'Done, partly, or not.';
comment on column visit_follow_up.text is 'For the place.';
comment on column visit_follow_up.found_at is 'When.';
grant select, insert on visit_follow_up to {login};

-- A place does not see the visit that a recommendation names, nor the mechanism change an answer: rows of the other side are
-- joined by their ids alone.
create table visit_publication (
  id uuid primary key references preventive_visit (id),
  service uuid not null,
  service_name text not null,
  held_on date not null,
  announced boolean not null,
  team text[] not null,
  given text[] not null,
  refused text[] not null,
  text text not null check (length(text) between 1 and 5000),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  published_by uuid,
  published_at timestamptz(3),
  recommendations integer not null default 0,
  answered integer not null default 0,
  check (published_by <> proposed_by),
  check ((published_by is null) = (published_at is null))
);
select protect('visit_publication');
alter table visit_publication add check ((published_at is null) = (marking > 0));
comment on table visit_publication is 'Summaries of visits: the mechanism’s until two of its people published one, then everybody’s.';
comment on column visit_publication.service is 'Id of the place in the directory.';
comment on column visit_publication.service_name is 'Its name.';
comment on column visit_publication.held_on is 'Day of the visit.';
comment on column visit_publication.announced is 'Whether the place was told before.';
comment on column visit_publication.team is 'What those who went do.';
comment on column visit_publication.given is 'What was asked for and given.';
comment on column visit_publication.refused is 'What was asked for and refused.';
comment on column visit_publication.text is 'The summary.';
comment on column visit_publication.proposed_by is 'Account of who proposed it.';
comment on column visit_publication.proposed_at is 'When.';
comment on column visit_publication.published_by is 'Account of the second person.';
comment on column visit_publication.published_at is 'When it became everybody’s.';
comment on column visit_publication.recommendations is 'How many recommendations there were on that day.';
comment on column visit_publication.answered is 'How many of them were answered on that day.';
grant select, insert, update (text, proposed_by, proposed_at, published_by, published_at, recommendations, answered, audience, marking)
  on visit_publication to {login};

-- For the public figures, without an actor: numbers alone, up to the end of a month, to which floors are applied before they are shown.
create policy counted on preventive_visit for select to current_user using (true);
create policy counted on visit_recommendation for select to current_user using (true);
create policy counted on visit_answer for select to current_user using (true);
create function visit_counts(since timestamptz, until timestamptz) returns table (held integer, due integer, in_time integer)
  language sql stable security definer set search_path from current
begin atomic
  select
    (select count(*)::integer from preventive_visit v where v.held_on >= since::date and v.held_on < until::date),
    count(*)::integer,
    (count(*) filter (where exists (select 1 from visit_answer a
      where a.recommendation = r.id and a.answered_at < until and a.answered_at < r.answer_by + 1)))::integer
  from visit_recommendation r where r.answer_by >= since::date and r.answer_by < until::date;
end;
comment on function visit_counts(timestamptz, timestamptz) is
  'How many visits were made in a time, how many recommendations were to be answered in it, and how many of these were by their day.';
revoke execute on function visit_counts(timestamptz, timestamptz) from public;
grant execute on function visit_counts(timestamptz, timestamptz) to {login};
