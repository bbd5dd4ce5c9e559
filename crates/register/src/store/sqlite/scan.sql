SELECT key, value FROM folded WHERE kind = ?1 AND key >= ?2 ORDER BY key;
