"""The scorecards to take along: slides, a workbook and a page to print, all from one report."""
