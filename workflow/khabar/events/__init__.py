"""Who did what to whom, when and where: events of the PLOVER ontology in Arabic news text."""
