"""Queries that a clerk puts together: any field, any condition, chosen columns, grouping and pivot."""
