-- Every change of a notebook, like the ledger: appended, never overwritten. It has a table of its own because no figure
-- depends on what people write here.
CREATE TABLE notebook_changes (
    decision_id BIGINT PRIMARY KEY,
    decided_at TIMESTAMP,
    who VARCHAR,
    kind VARCHAR,
    subject VARCHAR,
    value JSON,
    previous JSON,
    reason VARCHAR,
    undoes BIGINT
);

-- What each cell gave when it was last run, so that a notebook opens at once.
CREATE TABLE cell_runs (
    notebook VARCHAR,
    cell VARCHAR,
    content JSON,
    PRIMARY KEY (notebook, cell)
);

-- Links too long for an address.
CREATE TABLE links (
    link VARCHAR PRIMARY KEY,
    target VARCHAR,
    made_at TIMESTAMP
);

-- Files of watched folders as they were when they were last looked at, so that each is loaded once.
CREATE TABLE watched_files (
    file VARCHAR PRIMARY KEY,    -- its whole path
    bytes BIGINT,
    modified DOUBLE,
    outcome VARCHAR,
    seen_at TIMESTAMP
);
