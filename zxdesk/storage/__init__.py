"""Keeping the register: its file, its lock, its schema and its safe copies."""
