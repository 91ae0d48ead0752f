"""What customers of the sample shop write: sentence patterns per topic, one module per phase."""
