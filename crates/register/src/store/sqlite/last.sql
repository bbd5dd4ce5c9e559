SELECT key FROM folded_{table} WHERE key >= ?1 AND key < ?2 ORDER BY key DESC LIMIT 1;
