DELETE FROM folded_{table};
