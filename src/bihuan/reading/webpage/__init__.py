"""From the tags of a web page back to the report in it: its blocks in reading order, and which of them are the report."""

from bihuan.reading.webpage.article import article_content
from bihuan.reading.webpage.blocks import Block, Box, page_blocks

__all__ = ["Block", "Box", "article_content", "page_blocks"]
