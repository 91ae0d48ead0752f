"""Notebooks: analyses as values that can be kept, linked to, rerun and taken home.

``view`` is the value, ``catalogue`` lists what there is to look at, ``views_*`` say how each is drawn; ``notebook`` holds
cells, ``running`` runs them, ``keeping`` keeps them; ``ipynb``, ``page`` and ``markdown`` write them out.
"""
