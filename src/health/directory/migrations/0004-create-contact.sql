-- Whom a service named to be asked, once a month, whether its listing is still right. An address of a person: for those who look
-- after listings alone, never in open data, and taken away by writing none. What was asked is kept without the address.
create table listing_contact (
  listing uuid primary key references listing (id),
  email text check (length(email) between 3 and 254),
  changed_at timestamptz not null,
  version integer not null default 1
);
select protect('listing_contact');
comment on table listing_contact is 'Where the letter goes that asks whether a listing is still right.';
comment on column listing_contact.listing is 'The listing.';
comment on column listing_contact.email is 'Null: nobody is asked any more.';
comment on column listing_contact.changed_at is 'Since when it is this address.';
comment on column listing_contact.version is 'Goes up by one with each change; links that went to an earlier address are good for nothing.';
grant select, insert, update (email, changed_at, version) on listing_contact to {login};

create table listing_asking (
  id uuid primary key,
  listing uuid not null references listing (id),
  contact_version integer not null,
  made_at timestamptz not null,
  tries integer not null default 0,
  tried_at timestamptz,
  sent_at timestamptz,
  failed text check (length(failed) <= 40),
  answered_at timestamptz,
  check (num_nonnulls(sent_at, failed) <= 1)
);
select protect('listing_asking');
create index on listing_asking (listing, made_at desc);
create index on listing_asking (made_at) where sent_at is null and failed is null;
comment on table listing_asking is 'Letters that asked whether a listing is still right, and what came of each.';
comment on column listing_asking.listing is 'The listing.';
comment on column listing_asking.contact_version is 'To which address it went.';
comment on column listing_asking.made_at is 'When it was due.';
comment on column listing_asking.tries is 'How often the mail server was asked to take it.';
comment on column listing_asking.tried_at is 'When last.';
comment on column listing_asking.sent_at is 'When the mail server took it.';
comment on column listing_asking.failed is 'Why it will never take it, as a code; null as long as it may.';
comment on column listing_asking.answered_at is 'When somebody said by its link that all is right.';
grant select, insert, update (tries, tried_at, sent_at, failed, answered_at) on listing_asking to {login};
