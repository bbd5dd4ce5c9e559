INSERT INTO folded (kind, key, value) VALUES (?1, ?2, ?3);
