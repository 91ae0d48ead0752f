-- The scorecards as they stood at a moment, to the last digit: when a review was opened, and before the data changed.
-- No later data touches them.
CREATE TABLE snapshots (
    snapshot_id BIGINT PRIMARY KEY,
    taken_at TIMESTAMP,
    since TIMESTAMP,             -- from when on the data was as it was then; NULL: from the beginning
    data_version BIGINT,
    content JSON
);
