"""All documents of an answer, however many pieces of them it has: what a download or a digest asks."""

import tantivy

from bihuan.search.index import Searching


def documents_of(searcher: Searching, query: tantivy.Query) -> list[int]:
    """Numbers of documents, each once, in the order of their best piece. 300,000 pieces take about 0.1 s: only a column is read."""
    found = searcher.search(query, max(1, searcher.num_docs), False)
    numbers = searcher.fast_field_values("document", [place for _, place in found.hits])
    return [number for number in dict.fromkeys(numbers) if isinstance(number, int)]
