-- Figures that rooms publish to show what was promised and done. Everything here is public: small numbers were hidden
-- before a figure left its room (floor.ts), so a row holds nothing about one person.
create table fact (
  indicator text not null,
  period text not null check (period ~ '^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$'),
  area text not null check (area ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,6})?)?$'),
  breakdown text not null check (length(breakdown) <= 500),
  source text not null,
  dimensions text not null,
  value double precision,
  unit text not null,
  floor_least smallint,
  floor_round smallint,
  computed_at timestamptz not null,
  certainty text not null check (certainty in ('complete', 'partial', 'estimated')),
  published_at timestamptz not null default now(),
  primary key (indicator, period, area, breakdown, source),
  check ((floor_least is null) = (floor_round is null)),
  check (value is not null or floor_least is not null)
);
comment on table fact is 'Public figures by indicator, period, area, breakdown and source.';
comment on column fact.indicator is 'Id of an indicator of the reference data.';
comment on column fact.period is 'ISO 8601 year, quarter or month.';
comment on column fact.area is 'Code of a country or of an area of its pack.';
comment on column fact.breakdown is 'Categories as sorted key=value pairs, form-encoded; empty for the total.';
comment on column fact.source is 'The room that counted.';
comment on column fact.dimensions is 'Sorted keys of the breakdown, with commas between.';
comment on column fact.value is 'The figure; null where it is hidden.';
comment on column fact.unit is 'One of the indicator''s units.';
comment on column fact.floor_least is 'Smallest count that was shown when the floor was applied; null where nothing is hidden.';
comment on column fact.floor_round is 'To what shown counts were rounded.';
comment on column fact.computed_at is 'When the room computed it; a later one takes the place of an earlier one.';
comment on column fact.certainty is 'Whether all reported, some did not, or the figure is estimated.';
comment on column fact.published_at is 'When this node received it.';
create index fact_by_area on fact (area, indicator, period);
alter table fact enable row level security;
alter table fact force row level security;
-- Public figures: everybody reads, the node alone writes, and nothing is taken back without a figure in its place.
create policy everyone_reads on fact for select using (true);
create policy node_adds on fact for insert with check (true);
create policy node_renews on fact for update using (true) with check (true);
grant select, insert, update on fact to {login};
