SELECT key, value FROM folded_{table} WHERE key >= ?1 ORDER BY key;
