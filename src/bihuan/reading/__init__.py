"""Files into text, text into reports, reports into outlines.

Each module is imported by itself, so that who reads a workbook loads no reader of PDF.
"""
