"""Names in Arabic news: finding them, telling who is meant, placing them on the map."""
