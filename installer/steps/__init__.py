"""The steps that `run.py` and `test.py` share, written with the standard library alone."""
