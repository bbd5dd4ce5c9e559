INSERT INTO log (seq, recorded, kind, payload, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
