"""What offices hand in, read behind a guard and given on as plain rows."""
