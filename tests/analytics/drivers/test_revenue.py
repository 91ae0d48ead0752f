from analytics.drivers.revenue import RevenueAtRisk, revenue_at_risk


def test_revenue_at_risk_is_exposed_revenue_times_the_effect():
    assert revenue_at_risk(50_000, 10.0, 4.0, 16.0) == RevenueAtRisk(5_000.0, 2_000.0, 8_000.0)


def test_a_pain_point_never_earns_money():
    assert revenue_at_risk(50_000, 1.0, -3.0, 5.0).low == 0.0
    assert revenue_at_risk(50_000, -1.0, -3.0, 1.0).value == 0.0
