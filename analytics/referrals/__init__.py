"""Referrals: who was sent by whom, what referred and loyal customers are worth beside others like them, and where customers come from."""
