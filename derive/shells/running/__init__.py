"""Checking many sources: kept answers, several processes, results in order as they come."""
