-- A word in the title weighs more than one in a quote, and that more than one in the text.
SELECT rowid FROM document_words WHERE document_words MATCH ?1
ORDER BY bm25(document_words, 4.0, 2.0, 1.0), rowid LIMIT ?2;
