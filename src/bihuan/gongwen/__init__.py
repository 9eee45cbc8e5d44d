"""公文: a draft tree → GB/T 9704-2012 docx with its evidence inside, and the evidence back out of a docx."""

from bihuan.gongwen.compilation import compilation_write
from bihuan.gongwen.opening import SealedDocx, SealedNumber, SealedReport, docx_open
from bihuan.gongwen.writing import docx_write

__all__ = ["SealedDocx", "SealedNumber", "SealedReport", "compilation_write", "docx_open", "docx_write"]
