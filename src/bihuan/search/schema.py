"""The two indexes: pieces of documents, and the facts (numbers) that they state. Fields that both have are named alike."""

from functools import cache
from typing import Final

import tantivy

VERSION: Final = 1  # another number: indexes made before are made anew
FACETS: Final = ("unit", "issuer", "region", "kind", "topic", "role")


@cache
def pieces_schema() -> tantivy.Schema:
    """A piece: its place, its text as it stands, its pairs, characters and words, and the card of its document."""
    made = _card(tantivy.SchemaBuilder())
    made.add_text_field("text", stored=True, index_option="basic", tokenizer_name="raw")
    made.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("raw", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("raw_chars", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("spelt", tokenizer_name="raw", index_option="basic")
    made.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("heading", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("heading_grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("heading_words", tokenizer_name="whitespace", index_option="freq")
    made.add_integer_field("paragraphs", indexed=True)
    return made.build()


@cache
def facts_schema() -> tantivy.Schema:
    """A fact: a quantity, what it is of, the sentence it stands in, its value in the base unit of its dimension."""
    made = _card(tantivy.SchemaBuilder())
    made.add_text_field("subject", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("dimension", tokenizer_name="raw", index_option="basic", fast=True)
    made.add_text_field("counted", tokenizer_name="raw", index_option="basic")
    made.add_float_field("value", fast=True, indexed=True)
    made.add_text_field("told", stored=True, tokenizer_name="raw", index_option="basic")
    return made.build()


def _card(made: tantivy.SchemaBuilder) -> tantivy.SchemaBuilder:
    """What both have: the place, the card, who may read it."""
    made.add_integer_field("document", stored=True, indexed=True, fast=True)
    for name in ("number", "start", "end"):
        made.add_integer_field(name, stored=True)
    made.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("title_grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("title_words", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("name_grams", tokenizer_name="whitespace", index_option="position")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_integer_field("year", indexed=True, fast=True)
    made.add_text_field("who", tokenizer_name="raw", index_option="basic")
    return made
