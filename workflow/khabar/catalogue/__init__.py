"""The catalogue of rules: what each rule_id matches, an example, how often it fired and how often it was right."""
