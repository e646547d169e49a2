"""Laying official papers out on pages, without knowing Word or Qt."""
