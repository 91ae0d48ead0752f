-- Which orders count, in one place: the view asks it, and loading asks it of orders that are not written yet.
CREATE MACRO is_counted(status) AS
    lower(coalesce(status, '')) NOT IN ('voided', 'cancelled', 'canceled', 'failed', 'draft', 'expired');
CREATE OR REPLACE VIEW counted_sales AS SELECT * FROM sales WHERE is_counted(status);
