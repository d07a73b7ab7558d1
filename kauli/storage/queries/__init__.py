"""Queries as steps, a file for each thing that is kept."""
