-- A mail server that is away takes no invitation back: the letter waits and is tried again. The token in it is not kept,
-- so each further try makes a new one, and an earlier link opens nothing any more.
alter table invitation add column letter_tries smallint not null default 0, add column letter_after timestamptz;
comment on column invitation.letter_tries is 'How often its letter was tried again.';
comment on column invitation.letter_after is 'When its letter is tried again; empty where the mail server took it, or none was to go.';
create index on invitation (letter_after) where letter_after is not null;

-- The postman of the node sees what waits to be sent, and nothing else of an invitation changes by its hand.
create policy posted on invitation for select using (
  (select actor_keys()) @> array['post:invitations'] and accepted_at is null and withdrawn_at is null);
create policy posts on invitation for update using (
  (select actor_keys()) @> array['post:invitations'] and accepted_at is null and withdrawn_at is null);
grant update (token_hash, letter_tries, letter_after) on invitation to {login};
