"""Above the floors: settings, URL maps and server applications. Glue only, no behaviour."""
