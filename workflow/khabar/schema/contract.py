"""The contract: the tables of a dataset and the columns that users build on.

A schema may add columns; those listed here stay, under these names and in this order. The list is written out, not read
from the schemas, because it is what guards them against a renaming.
"""

from khabar.schema.model import Table, load_table

_COLUMNS = {
    "articles": """
        article_id source_path source_sha256 duplicate_count language title published_at published_at_text
        published_at_precision byline outlet text char_count token_count""",
    "sentences": """
        sentence_id article_id sentence_index paragraph_index section char_start char_end text token_count""",
    "entities": """
        mention_id entity_id article_id sentence_id char_start char_end text entity_type canonical_name name_latin
        role country_code geonames_id latitude longitude confidence rule_id""",
    "quotes": """
        quote_id article_id sentence_id char_start char_end text quote_type cue_text cue_char_start cue_char_end
        cue_lemma cue_class speaker_text speaker_char_start speaker_char_end speaker_name speaker_mention_id
        speaker_entity_id speaker_role relayed_by confidence rule_id""",
    "events": """
        event_id article_id sentence_id quote_id char_start char_end text trigger_lemma event_type event_mode
        quad_class actor_text actor_mention_id actor_entity_id actor_code recipient_text recipient_mention_id
        recipient_entity_id recipient_code location_text location_entity_id location_precision event_date
        event_date_precision event_date_text modality confidence rule_id""",
    "seeds": """
        source_path source_id sha256 byte_size format encoding status reason_code message duplicate_of article_id""",
}
CONTRACT: dict[str, tuple[str, ...]] = {table: tuple(names.split()) for table, names in _COLUMNS.items()}


def load_tables() -> tuple[Table, ...]:
    """The schemas of all tables, in the order of the contract: a table stands after those that it is made from."""
    return (
        load_table("articles"),
        load_table("sentences"),
        load_table("entities"),
        load_table("quotes"),
        load_table("events"),
        load_table("seeds"),
    )
