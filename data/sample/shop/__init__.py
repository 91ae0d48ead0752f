"""The program behind the sample data: a coffee-subscription shop with a planted truth."""
