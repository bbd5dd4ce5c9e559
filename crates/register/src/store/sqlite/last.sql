SELECT key FROM folded WHERE kind = ?1 AND key >= ?2 AND key < ?3 ORDER BY key DESC LIMIT 1;
