"""Great Expectations: suites rendered from the schemas, run on a candidate before it becomes a release."""
