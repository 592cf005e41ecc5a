"""The personal report: four to six pages to print, as HTML or PDF from the same record."""

from netgraph.report.blocks import Report
from netgraph.report.content import report_of
from netgraph.report.writing import write_report

__all__ = ["Report", "report_of", "write_report"]
