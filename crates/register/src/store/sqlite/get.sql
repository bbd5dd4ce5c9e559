SELECT value FROM folded_{table} WHERE key = ?1;
