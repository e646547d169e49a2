"""Papers in the window: their real fonts, the painter, preview, print and PDF of one and the same layout."""
