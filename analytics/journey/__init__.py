"""The customer journey: its phases, and the rules that place a row of data in one of them."""
