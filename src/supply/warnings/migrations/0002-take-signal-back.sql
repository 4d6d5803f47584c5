-- A harm that crossed over may be taken back there. Then it exists for nobody here, and its id stays: should it come once
-- more, late, it is not written again.
grant update (audience) on warning_signal to {login};
