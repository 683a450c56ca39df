"""Reading seed folders: formats, archives, bad input, the manifest and its shards."""
