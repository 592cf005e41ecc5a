"""A coach's caseload: a report a client, an index, a workbook, and a sponsor's report that names nobody."""

from netgraph.cohort.caseload import write_cohort_reports

__all__ = ["write_cohort_reports"]
