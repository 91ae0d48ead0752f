-- What a person calls a sale although it was paid back ("sale: refunded") is still paid back. And words of further languages.
CREATE MACRO is_called_off(status) AS lower(coalesce(status, '')) IN (
    'stornována', 'stornováno', 'stornovaná', 'stornovaná objednávka', 'zrušen', 'zamítnuto', 'zamítnutá', 'odmítnuto',
    'lemondva', 'lemondott', 'visszavonva', 'sikertelen', 'elutasítva', 'anulate', 'refuzat', 'refuzată', 'eșuat', 'eșuată', 'eşuat',
    'отменена', 'отменена клиентом', 'отменён клиентом', 'отменен клиентом', 'отклонён', 'отклонен', 'отклонено', 'не оплачен',
    'reddedildi', 'ödeme başarısız', 'müşteri tarafından iptal', 'peruttu', 'peruttu asiakkaan pyynnöstä', 'maksu epäonnistui'
);
-- Most orders say one of the first words, and need no look at all the others.
CREATE OR REPLACE MACRO is_sale(status) AS CASE
    WHEN lower(coalesce(status, '')) IN ('', 'paid', 'completed', 'complete', 'fulfilled', 'shipped', 'delivered', 'succeeded',
        'pending', 'refunded', 'closed won') THEN TRUE
    ELSE is_counted(status) AND NOT starts_with(coalesce(status, ''), 'no sale: ')
        AND NOT is_called_off(status) AND lower(coalesce(status, '')) NOT IN (
            'iptal', 'iptal edildi', 'başarısız', 'peruutettu', 'hylätty', 'epäonnistunut',
            'zrušeno', 'zrušená', 'zrušená objednávka', 'törölve', 'törölt', 'anulat', 'anulată', 'ακυρώθηκε',
            'отменён', 'отменен', 'отменено', '취소', '취소완료', '주문취소', '결제실패'
        ) END;
CREATE OR REPLACE MACRO is_refunded(status) AS
    lower(CASE WHEN starts_with(status, 'sale: ') THEN status[7:] ELSE coalesce(status, '') END) IN (
    'refunded', 'fully refunded', 'fully_refunded', 'wc-refunded', 'refund', 'erstattet', 'rückerstattet', 'zurückerstattet',
    'remboursé', 'remboursée', 'reembolsado', 'reembolsada', 'rimborsato', 'rimborsata', 'terugbetaald', 'återbetald', 'refunderad',
    'refunderet', 'refundert', 'zwrócone', 'zwrócono', '返金', '返金済', '返金済み', '已退款',
    'hyvitetty', 'palautettu', 'vráceno', 'vrácená', 'refundováno', 'iade edildi', 'iade', 'visszatérítve', 'visszatérített',
    'rambursat', 'rambursată', 'возвращён', 'возвращен', 'возврат', 'возвращено', '환불', '환불완료'
    );
-- What was computed from orders that count otherwise now is stale.
UPDATE counters SET value = value + 1
WHERE name = 'data_version' AND EXISTS (SELECT 1 FROM sales WHERE is_called_off(status) OR is_refunded(status));
