-- A person may say of a status that it is no sale, or that it is one although its words sound otherwise
-- (``analytics.store.statuses`` writes "no sale: " or "sale: " before it; the second no word of is_counted begins with).
CREATE MACRO is_sale(status) AS is_counted(status) AND NOT starts_with(coalesce(status, ''), 'no sale: ');
CREATE OR REPLACE VIEW counted_sales AS
SELECT * REPLACE (
    CASE WHEN refunded IS NULL AND amount > 0 AND is_refunded(status)
        AND import_id NOT IN (SELECT import_id FROM sales WHERE amount < 0) THEN amount ELSE refunded END AS refunded
)
FROM sales WHERE is_sale(status);
