-- A register of format 1 in a schema of its own or shared with nothing called the same.
--
-- `chancery_log` is the register: it only grows, and the triggers refuse everything else, whoever connects.
-- The other tables are made from it and may be dropped and made again.

CREATE TABLE chancery_format (format bigint NOT NULL);
INSERT INTO chancery_format VALUES (1);

CREATE TABLE chancery_log (
    seq      bigint PRIMARY KEY,
    recorded text  NOT NULL,
    kind     text  NOT NULL,
    payload  text  NOT NULL,
    previous bytea NOT NULL,
    hash     bytea NOT NULL
);

CREATE FUNCTION chancery_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.seq = (SELECT coalesce(max(seq), 0) + 1 FROM chancery_log) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the log is append-only';
END $$;

CREATE TRIGGER chancery_log_only_grows BEFORE INSERT OR UPDATE OR DELETE ON chancery_log
FOR EACH ROW EXECUTE FUNCTION chancery_log_only_grows();
CREATE TRIGGER chancery_log_is_never_emptied BEFORE TRUNCATE ON chancery_log
FOR EACH STATEMENT EXECUTE FUNCTION chancery_log_only_grows();

CREATE TABLE chancery_folded (
    kind  text COLLATE "C" NOT NULL,
    key   text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (kind, key)
);

CREATE TABLE chancery_document_words (
    row    bigint PRIMARY KEY,
    title  text[] NOT NULL,
    quotes text[] NOT NULL,
    words  text[] NOT NULL
);
CREATE INDEX chancery_document_words_by_word ON chancery_document_words USING gin (words);

CREATE TABLE chancery_entity_names (
    row  bigint PRIMARY KEY,
    name text NOT NULL
);
