"""Reviews: dated meetings with what stood, what was said and decided, what was promised, and what came of it."""
