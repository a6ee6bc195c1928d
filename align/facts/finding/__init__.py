"""Where names stand in a text, by tables, titles and signs."""
