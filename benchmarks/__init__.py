"""Kauli measured against bare baselines in the same run; see docs/performance.md."""
