-- For whoever looks into the file with another program.
DROP VIEW IF EXISTS document;
CREATE VIEW document AS
SELECT key AS id, value ->> 'title' AS title, value ->> 'published' AS published, value ->> 'publisher' AS publisher,
       value ->> 'counts' AS counts, value ->> 'same_as' AS same_as, value
FROM folded_document;

DROP VIEW IF EXISTS claim;
CREATE VIEW claim AS
SELECT one.value ->> 'id' AS id, one.value ->> '$.claim.doc' AS document, one.value ->> '$.claim.is.kind' AS kind,
       one.value ->> 'standing' AS standing, one.value ->> 'counts' AS counts, one.value -> 'claim' AS claim
FROM folded_claim, json_each(folded_claim.value) AS one;

DROP VIEW IF EXISTS entity;
CREATE VIEW entity AS
SELECT key AS id, value ->> '$.is.kind' AS kind, value ->> 'name' AS name, value ->> 'date' AS date, value
FROM folded_entity;
