-- Advisories of other nodes are read here as versions are, without what their authors prepared. An authority may write its
-- own from one, and it is known from which.
alter table advisory_version drop constraint advisory_version_advisory_fkey;
comment on column advisory_version.advisory is 'The advisory, of this node or of another, as peer_arrival says.';
comment on column advisory_version.head is 'What it is about, how urgent, where, who published it, and at which other node if it was there.';

alter table advisory add column adopted_from uuid;
comment on column advisory.adopted_from is 'The advisory of another node from which this one was begun; null where there is none.';
create unique index on advisory (originator, adopted_from) where status <> 'withdrawn';
