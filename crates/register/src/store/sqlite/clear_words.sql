INSERT INTO document_words (document_words) VALUES ('delete-all');
INSERT INTO entity_names (entity_names) VALUES ('delete-all');
