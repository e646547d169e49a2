"""The kinds of papers, a module a part of the office's work."""
