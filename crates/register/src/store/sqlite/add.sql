INSERT INTO folded_{table} (key, value) VALUES (?1, ?2);
