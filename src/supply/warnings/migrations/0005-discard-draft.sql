-- A draft that nobody proposed can be thrown away: one that was begun from another node's would else stand in the way of the next.
create policy discarded on advisory for delete
  using (originator = (select actor_organisation()) and status = 'draft');
grant delete on advisory to {login};
