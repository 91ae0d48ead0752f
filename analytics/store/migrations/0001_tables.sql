-- The tables of a workspace. Every row knows its import and its row in the source file; columns of a
-- source file that were not mapped are kept in extra; phase is where the journey rules placed the row.
-- A *_versions table holds what each import said about a record that several imports describe, so that
-- taking one import back restores exactly what was there before.

CREATE TABLE surveys (
    response_id VARCHAR USING COMPRESSION zstd,
    question VARCHAR,
    customer_id VARCHAR USING COMPRESSION zstd,
    answered_at TIMESTAMP,
    metric VARCHAR,
    score DOUBLE,
    scale_low DOUBLE,
    scale_high DOUBLE,
    comment VARCHAR USING COMPRESSION zstd,
    touchpoint VARCHAR,
    channel VARCHAR,
    language VARCHAR,
    invited BOOLEAN,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON USING COMPRESSION zstd,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE surveys_versions AS FROM surveys LIMIT 0;

CREATE TABLE tickets (
    ticket_id VARCHAR USING COMPRESSION zstd,
    customer_id VARCHAR USING COMPRESSION zstd,
    created_at TIMESTAMP,
    first_response_at TIMESTAMP,
    resolved_at TIMESTAMP,
    first_response_minutes DOUBLE,
    resolution_minutes DOUBLE,
    status VARCHAR,
    priority VARCHAR,
    channel VARCHAR,
    category VARCHAR,
    tags VARCHAR,
    subject VARCHAR USING COMPRESSION zstd,
    body VARCHAR USING COMPRESSION zstd,
    satisfaction DOUBLE,
    satisfaction_scale BIGINT,
    reopens BIGINT,
    replies BIGINT,
    sla_met BOOLEAN,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON USING COMPRESSION zstd,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE tickets_versions AS FROM tickets LIMIT 0;

CREATE TABLE sales (
    order_id VARCHAR USING COMPRESSION zstd,
    customer_id VARCHAR USING COMPRESSION zstd,
    ordered_at TIMESTAMP,
    amount DECIMAL(18, 4),
    currency VARCHAR,
    status VARCHAR,
    refunded DECIMAL(18, 4),
    product VARCHAR,
    category VARCHAR,
    channel VARCHAR,
    acquisition_source VARCHAR,
    referred_by VARCHAR,
    coupon VARCHAR,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON USING COMPRESSION zstd,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE sales_versions AS FROM sales LIMIT 0;

CREATE TABLE subscriptions (
    subscription_id VARCHAR USING COMPRESSION zstd,
    customer_id VARCHAR USING COMPRESSION zstd,
    started_at TIMESTAMP,
    ended_at TIMESTAMP,
    plan VARCHAR,
    amount DECIMAL(18, 4),
    interval VARCHAR,
    status VARCHAR,
    cancel_reason VARCHAR,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON USING COMPRESSION zstd,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE subscriptions_versions AS FROM subscriptions LIMIT 0;

CREATE TABLE customers (
    customer_id VARCHAR,
    person_id VARCHAR,
    joined_at TIMESTAMP,
    left_at TIMESTAMP,
    status VARCHAR,
    segment VARCHAR,
    acquisition_source VARCHAR,
    referred_by VARCHAR,
    email VARCHAR,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE customers_versions AS FROM customers LIMIT 0;

CREATE TABLE usage (
    customer_id VARCHAR USING COMPRESSION zstd,
    occurred_at TIMESTAMP,
    event VARCHAR,
    quantity DOUBLE,
    nth BIGINT,                  -- tells rows of one customer, time and event apart
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON USING COMPRESSION zstd,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE usage_versions AS FROM usage LIMIT 0;

CREATE TABLE measures (
    measure VARCHAR,
    period TIMESTAMP,
    value DOUBLE,
    touchpoint VARCHAR,
    perspective VARCHAR,
    import_id VARCHAR,
    row_number BIGINT,
    extra JSON,
    phase VARCHAR,
    phase_rule VARCHAR
);
CREATE TABLE measures_versions AS FROM measures LIMIT 0;

CREATE TABLE imports (
    import_id VARCHAR PRIMARY KEY,
    number BIGINT,               -- order of loading
    file VARCHAR,
    kind VARCHAR,
    table_name VARCHAR,          -- where the rows went; differs from kind for other tables
    vendor VARCHAR,
    fingerprint VARCHAR,         -- of the column names: files with the same columns share a mapping
    mapping JSON,
    fields VARCHAR[],            -- the fields that this import speaks about
    receipt JSON,
    loaded_at TIMESTAMP,
    who VARCHAR,
    undone_at TIMESTAMP
);

CREATE TABLE rejected_cells (
    import_id VARCHAR,
    row_number BIGINT,
    column_name VARCHAR,
    value VARCHAR,
    reason VARCHAR
);

CREATE TABLE rejected_rows (
    import_id VARCHAR,
    row_number BIGINT,
    content JSON                 -- the row as it came, by column name
);

CREATE TABLE ledger (
    decision_id BIGINT PRIMARY KEY,
    decided_at TIMESTAMP,
    who VARCHAR,
    kind VARCHAR,
    subject VARCHAR USING COMPRESSION zstd,
    value JSON,                  -- NULL: the decision takes the subject's value away
    previous JSON,
    reason VARCHAR,
    undoes BIGINT                -- the decision that this one takes back
);

CREATE TABLE profiles (
    customer_id VARCHAR,
    first_order_at TIMESTAMP,
    last_order_at TIMESTAMP,
    orders BIGINT,
    revenue DECIMAL(18, 4),
    currency VARCHAR,
    started_at TIMESTAMP,        -- became a customer: first order, subscription or joining; NULL if never
    joined_at TIMESTAMP,         -- the same, else the first sign of life
    left_at TIMESTAMP,
    status VARCHAR,
    segment VARCHAR,
    acquisition_source VARCHAR,
    referred_by VARCHAR,
    tickets BIGINT,
    responses BIGINT,
    extra JSON
);

-- Results that take long to compute, kept so that a page opens at once.
CREATE TABLE results (
    analysis VARCHAR PRIMARY KEY,  -- the analysis and its parameters
    data_version BIGINT,
    computed_at TIMESTAMP,
    content JSON
);

CREATE TABLE counters (name VARCHAR PRIMARY KEY, value BIGINT);
INSERT INTO counters VALUES ('data_version', 0);

-- Orders that were paid for: what never became a sale is no revenue and no purchase.
CREATE VIEW counted_sales AS
SELECT * FROM sales
WHERE lower(coalesce(status, '')) NOT IN ('voided', 'cancelled', 'canceled', 'failed', 'draft', 'expired');

-- Everything that customers wrote. score is the mood of the writer from 0 to 1: of the answer itself,
-- else of the other scored answers of the same response, or the ticket's satisfaction.
CREATE VIEW comments AS
WITH moods AS (
    SELECT *, CASE WHEN score BETWEEN low AND high AND high > low THEN (score - low) / (high - low) END AS mood
    FROM (
        SELECT *, CASE metric WHEN 'nps' THEN 0 ELSE scale_low END AS low,
            CASE metric WHEN 'nps' THEN 10 ELSE scale_high END AS high
        FROM surveys
    )
),
responses AS (
    SELECT response_id, avg(mood) AS mood, max(touchpoint) AS touchpoint FROM moods GROUP BY response_id
)
SELECT 'surveys:' || response_id || ':' || question AS comment_id, 'surveys' AS source, customer_id,
    answered_at AS written_at, comment AS text, phase, moods.touchpoint, coalesce(moods.mood, responses.mood) AS score,
    language, import_id, row_number
FROM moods LEFT JOIN responses USING (response_id)
WHERE comment IS NOT NULL
UNION ALL
SELECT 'tickets:' || ticket_id, 'tickets', customer_id, created_at,
    concat_ws(E'\n', subject, body), phase, category,
    CASE WHEN satisfaction BETWEEN least(1, satisfaction_scale - 1) AND satisfaction_scale
        THEN (satisfaction - least(1, satisfaction_scale - 1)) / (satisfaction_scale - least(1, satisfaction_scale - 1)) END,
    NULL, import_id, row_number
FROM tickets
WHERE concat_ws('', subject, body) <> '';
