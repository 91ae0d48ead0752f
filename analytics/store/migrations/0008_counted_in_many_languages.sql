-- An order that was called off, refused or never finished is no sale, in whatever language the shop's program says so;
-- nor is a deal that is not won (``analytics.store.deals`` writes "not won: " before its stage).
-- What most orders say is asked first: of rows that were just written each is looked at, with every word.
CREATE OR REPLACE MACRO is_counted(status) AS CASE
    WHEN lower(coalesce(status, '')) IN ('', 'paid', 'completed', 'complete', 'fulfilled', 'shipped', 'delivered', 'succeeded',
        'pending', 'refunded', 'closed won') THEN TRUE
    ELSE NOT starts_with(coalesce(status, ''), 'not won: ') AND lower(coalesce(status, '')) NOT IN (
    'cancelled', 'canceled', 'order cancelled', 'order canceled', 'order_cancelled', 'order_canceled',
    'cancelled by customer', 'cancelled by seller', 'void', 'voided', 'failed', 'payment failed', 'payment_failed',
    'payment cancelled', 'payment canceled', 'payment_canceled', 'payment_cancelled', 'payment declined', 'payment error',
    'denied', 'declined', 'rejected', 'refused', 'blocked', 'draft', 'expired', 'incomplete_expired', 'deleted', 'trash',
    'abandoned', 'requires_payment_method', 'requires_confirmation', 'requires_action', 'lost', 'closed lost', 'closedlost',
    'wc-cancelled', 'wc-failed', 'wc-trash', 'wc-checkout-draft', 'checkout-draft', 'auto-draft',
    'storniert', 'storno', 'annulliert', 'abgebrochen', 'fehlgeschlagen', 'abgelehnt', 'entwurf', 'abgelaufen', 'gelöscht',
    'verworfen', 'verloren',
    'annulé', 'annulée', 'annule', 'annulee', 'échoué', 'échouée', 'échec', 'refusé', 'refusée', 'paiement refusé',
    'paiement échoué', 'rejeté', 'rejetée', 'brouillon', 'expiré', 'expirée', 'abandonné', 'abandonnée', 'supprimé', 'supprimée',
    'perdu', 'perdue',
    'cancelado', 'cancelada', 'anulado', 'anulada', 'fallido', 'fallida', 'rechazado', 'rechazada', 'borrador', 'caducado',
    'caducada', 'expirado', 'expirada', 'eliminado', 'eliminada', 'abandonado', 'abandonada', 'perdido', 'perdida',
    'annullato', 'annullata', 'cancellato', 'cancellata', 'fallito', 'fallita', 'rifiutato', 'rifiutata', 'respinto', 'respinta',
    'bozza', 'eliminato', 'eliminata', 'abbandonato', 'perso', 'persa',
    'recusado', 'recusada', 'rejeitado', 'rejeitada', 'falhou', 'falhado', 'falhada', 'rascunho', 'excluído', 'excluída',
    'geannuleerd', 'mislukt', 'geweigerd', 'afgewezen', 'concept', 'verlopen', 'verwijderd',
    'avbruten', 'avbrutet', 'makulerad', 'annullerad', 'annulleret', 'annullert', 'kansellert', 'misslyckad', 'mislykket',
    'utkast', 'kladde',
    'anulowane', 'anulowany', 'anulowana', 'anulowano', 'odrzucone', 'odrzucona', 'nieudane', 'nieudana',
    'キャンセル', 'キャンセル済', 'キャンセル済み', '取消', '取消済', '失敗', '已取消', '已关闭', '交易关闭', '支付失败'
    ) END;
-- Paid back in full, where only the status says so; files with credit notes tell it by these.
CREATE MACRO is_refunded(status) AS lower(coalesce(status, '')) IN (
    'refunded', 'fully refunded', 'fully_refunded', 'wc-refunded', 'refund', 'erstattet', 'rückerstattet', 'zurückerstattet',
    'remboursé', 'remboursée', 'reembolsado', 'reembolsada', 'rimborsato', 'rimborsata', 'terugbetaald', 'återbetald', 'refunderad',
    'refunderet', 'refundert', 'zwrócone', 'zwrócono', '返金', '返金済', '返金済み', '已退款'
    );
CREATE OR REPLACE VIEW counted_sales AS
SELECT * REPLACE (
    CASE WHEN refunded IS NULL AND amount > 0 AND is_refunded(status)
        AND import_id NOT IN (SELECT import_id FROM sales WHERE amount < 0) THEN amount ELSE refunded END AS refunded
)
FROM sales WHERE is_counted(status);
-- What customers bought: a row with a negative amount is a credit note, which takes from the money and is no purchase.
CREATE VIEW purchases AS SELECT * FROM counted_sales WHERE amount >= 0;
-- What was computed from orders that do not count is stale.
UPDATE counters SET value = value + 1 WHERE name = 'data_version' AND EXISTS (SELECT 1 FROM sales);
