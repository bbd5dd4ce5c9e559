SELECT seq, recorded, kind, payload, previous, hash FROM log WHERE seq >= ?1 ORDER BY seq;
