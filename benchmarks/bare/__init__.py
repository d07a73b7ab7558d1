"""What Kauli is measured against: the least that does the same outward work."""
