-- A register of format 2.
--
-- `log` is the register: it only grows, and the triggers refuse everything else, whoever connects.
-- The folded tables (`table.sql`) and the two indexes are made from it and may be dropped and made again.

PRAGMA application_id = 1128812099;
PRAGMA user_version = 2;

CREATE TABLE log (
    seq      INTEGER PRIMARY KEY,
    recorded TEXT NOT NULL,
    kind     TEXT NOT NULL,
    payload  TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash     BLOB NOT NULL
);

CREATE TRIGGER log_is_never_updated BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER log_is_never_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Without this one, INSERT OR REPLACE would change an entry past the two above.
CREATE TRIGGER log_has_no_holes BEFORE INSERT ON log
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE VIRTUAL TABLE document_words USING fts5 (
    title, quotes, body,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE entity_names USING fts5 (
    name, alias, extra,
    content = '', contentless_delete = 1, tokenize = 'trigram'
);

-- Words are gathered in so many bytes of memory before a part of an index is written, which is merged with others later.
INSERT INTO document_words (document_words, rank) VALUES ('hashsize', 33554432);
INSERT INTO entity_names (entity_names, rank) VALUES ('hashsize', 33554432);
