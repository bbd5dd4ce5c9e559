DELETE FROM folded_{table} WHERE key = ?1;
