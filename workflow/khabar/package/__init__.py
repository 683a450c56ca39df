"""What ships with the tables: checksums, descriptions for people and for machines, licence, citation, environment.

Everything is made from schemas/ and the build; nothing is written by hand and no clock is asked.
"""
