-- Who reported a find may withdraw it. It stays, with the reason, since what was decided meanwhile rested on it; it counts no more.
alter table warning_signal
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text,
  add check ((withdrawn_at is null) = (withdrawn_reason is null));
comment on column warning_signal.withdrawn_at is 'When whoever reported it withdrew it; null where it stands.';
comment on column warning_signal.withdrawn_reason is 'Why.';
grant update (withdrawn_at, withdrawn_reason) on warning_signal to {login};
