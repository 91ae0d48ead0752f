-- A person may say of a status that it is no sale, or that it is one although its words sound otherwise
-- (``analytics.store.statuses`` writes "no sale: " or "sale: " before it; the second no word of is_counted begins with).
-- And words of further languages.
CREATE MACRO is_sale(status) AS is_counted(status) AND NOT starts_with(coalesce(status, ''), 'no sale: ')
    AND lower(coalesce(status, '')) NOT IN (
        'iptal', 'iptal edildi', 'başarısız', 'peruutettu', 'hylätty', 'epäonnistunut',
        'zrušeno', 'zrušená', 'zrušená objednávka', 'törölve', 'törölt', 'anulat', 'anulată', 'ακυρώθηκε', 'отменён', 'отменен', 'отменено',
        '취소', '취소완료', '주문취소', '결제실패'
    );
CREATE OR REPLACE VIEW counted_sales AS
SELECT * REPLACE (
    CASE WHEN refunded IS NULL AND amount > 0 AND is_refunded(status)
        AND import_id NOT IN (SELECT import_id FROM sales WHERE amount < 0) THEN amount ELSE refunded END AS refunded
)
FROM sales WHERE is_sale(status);
-- What was computed from orders that do not count is stale.
UPDATE counters SET value = value + 1
WHERE name = 'data_version' AND EXISTS (SELECT 1 FROM sales WHERE is_counted(status) AND NOT is_sale(status));
