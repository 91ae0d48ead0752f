-- What an import said that stood there already, word for word: nothing was written for it, but should what it repeated be taken
-- back, it still stands (see store/said_again.py).
CREATE TABLE said_again (
    table_name VARCHAR,
    key VARCHAR,                 -- the record: its id as text, or the parts of its key as a JSON list
    import_id VARCHAR,
    row_number BIGINT
);
