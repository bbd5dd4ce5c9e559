SELECT rowid FROM entity_names WHERE entity_names MATCH ?1 ORDER BY rank, rowid LIMIT ?2;
