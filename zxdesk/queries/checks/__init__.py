"""The parts of the check-up, each finding one kind of fault and mending nothing."""
