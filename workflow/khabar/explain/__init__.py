"""Why a row is there: its sentence with the spans marked, its rule, its lexicon entry, its way from the seed."""
