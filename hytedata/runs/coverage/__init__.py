"""Coverage of a county and readiness of its services, from the catalogue: collected, kept, told."""

from hytedata.runs.coverage.run import CoverageReport, run_coverage

__all__ = ["CoverageReport", "run_coverage"]
