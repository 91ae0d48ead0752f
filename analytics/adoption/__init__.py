"""Adoption: from the first sign of use to value, where people stop on the way, and what the first weeks foretell."""
