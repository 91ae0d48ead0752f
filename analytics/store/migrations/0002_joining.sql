-- Ids of customers that were put into another spelling, or replaced by the person behind them: what the
-- file said stands in *_loaded, NULL where the id is as it was loaded.

ALTER TABLE surveys ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE surveys_versions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE tickets ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE tickets_versions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE sales ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE sales_versions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE sales ADD COLUMN referred_by_loaded VARCHAR;
ALTER TABLE sales_versions ADD COLUMN referred_by_loaded VARCHAR;
ALTER TABLE subscriptions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE subscriptions_versions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE customers ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE customers_versions ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE customers ADD COLUMN referred_by_loaded VARCHAR;
ALTER TABLE customers_versions ADD COLUMN referred_by_loaded VARCHAR;
ALTER TABLE usage ADD COLUMN customer_id_loaded VARCHAR;
ALTER TABLE usage_versions ADD COLUMN customer_id_loaded VARCHAR;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW counted_sales AS
SELECT * FROM sales
WHERE lower(coalesce(status, '')) NOT IN ('voided', 'cancelled', 'canceled', 'failed', 'draft', 'expired');

-- One row per customer, also where several rows of customers are one person: the earliest joining, left only
-- when every one left, where it came from first, and else what the row says that joined last.
CREATE VIEW known_customers AS
WITH several AS (SELECT customer_id FROM customers GROUP BY customer_id HAVING count(*) > 1)
SELECT customer_id, joined_at, left_at, status, segment, acquisition_source, referred_by, email, extra
FROM customers ANTI JOIN several USING (customer_id)
UNION ALL
SELECT customer_id, min(joined_at), CASE WHEN bool_and(left_at IS NOT NULL) THEN max(left_at) END,
    arg_max(status, turn), arg_max(segment, turn), arg_min(acquisition_source, turn), arg_min(referred_by, turn),
    arg_max(email, turn), arg_max(extra, turn)
FROM (
    SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY joined_at NULLS FIRST, customer_id_loaded NULLS FIRST) AS turn
    FROM customers SEMI JOIN several USING (customer_id)
)
GROUP BY customer_id;
