CREATE TABLE folded_{table} (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) {layout};
