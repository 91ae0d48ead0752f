-- Which pain point every comment was put into, per run: '' is the lasting one, others are looks with a number
-- of groups that was asked for. computed is what was found, pain_point_id what is shown once decisions are
-- honoured; both are NULL where a comment is in none, and reason says why.
CREATE TABLE pain_point_places (
    run VARCHAR,
    comment_id VARCHAR,
    computed VARCHAR,
    pain_point_id VARCHAR,
    similarity DOUBLE,
    mood DOUBLE,                 -- 0 bad to 1 good, told from the words
    reason VARCHAR
);
