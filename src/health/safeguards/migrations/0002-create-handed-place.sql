-- What the body told the authority that licenses places: name and address of one without a licence. Nothing here points to a report.
create table handed_place (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  address text not null check (length(address) between 1 and 300),
  handed_by uuid not null,
  handed_on date not null
);
select protect('handed_place');
comment on table handed_place is 'Places without a licence whose name and address the body handed over.';
comment on column handed_place.name is 'What the place is called.';
comment on column handed_place.address is 'Where it is.';
comment on column handed_place.handed_by is 'Account of the officer.';
comment on column handed_place.handed_on is 'The day.';
grant select, insert on handed_place to {login};
