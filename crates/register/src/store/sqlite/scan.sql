-- The sign keeps the plan from depending on the value, for which the statement would be prepared again each time.
SELECT key, value FROM folded WHERE kind = ?1 AND key >= +?2 ORDER BY key;
