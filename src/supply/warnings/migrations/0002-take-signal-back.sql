-- A harm that crossed over may be taken back there. Then it exists for nobody here, and its id stays: should it come once
-- more, late, it is not written again.
-- So does a proposal that only stood for it, in the words of whoever reported it.
grant update (audience) on warning_signal to {login};
grant update (audience) on watched to {login};
