-- A draft is written anew, and a draft that is thrown away is gone: nobody but its own organisation ever saw it.
grant update (kind, urgency, content), delete on incident to {login};
create policy discarded on incident for delete
  using (originator = (select actor_organisation()) and status = 'draft');
create policy unmade on stix_part for delete using (
  exists (select 1 from incident where id = stix_part.incident and originator = (select actor_organisation())));
grant delete on stix_part to {login};
