"""How the printable page looks, on the screen and on paper (A4, landscape)."""

from __future__ import annotations

from analytics.charts.style import STATUS

_TINTS = "\n".join(
    f".status.{name.replace(' ', '-')} {{ background: color-mix(in srgb, {status.colour} 27%, white) }}"
    for name, status in STATUS.items()
)

STYLE = f"""
@page {{ size: A4 landscape; margin: 11mm 12mm }}
* {{ box-sizing: border-box }}
html {{ -webkit-print-color-adjust: exact; print-color-adjust: exact }}
body {{ margin: 0; background: #e4e7ea; color: #263238; font: 10.5px/1.35 Helvetica, Arial, sans-serif }}
section {{ position: relative; width: 273mm; min-height: 186mm; margin: 8mm auto; padding: 11mm 12mm 14mm;
  background: white; box-shadow: 0 1px 5px #0003; break-after: page }}
section:last-child {{ break-after: auto }}
@media print {{
  body {{ background: white }}
  section {{ width: auto; min-height: 185mm; margin: 0; padding: 0 0 8mm; box-shadow: none }}
}}
h1 {{ font-size: 30px; margin: 0 0 6mm }}
h2 {{ font-size: 22px; margin: 0 0 4mm }}
h1 small, h2 small {{ font-size: 13px; font-weight: normal; color: #66727b; margin-left: 4mm }}
.figures {{ display: flex; gap: 14mm; margin-bottom: 7mm }}
.figures b {{ display: block; font-size: 40px; line-height: 1.1 }}
.figures span, .small, footer {{ color: #66727b }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }}
th {{ color: #66727b; font-weight: normal; text-align: left; vertical-align: bottom }}
th, td {{ padding: 1.1mm 1.5mm; border-bottom: .25mm solid #d5dade; overflow-wrap: anywhere }}
tr {{ break-inside: avoid }}
thead {{ display: table-header-group }}
.kpis th, .kpis td {{ text-align: right; white-space: nowrap }}
.kpis :is(th, td):is(:nth-child(1), :nth-child(3), :nth-child(10), :nth-child(11), :nth-child(12)) {{ text-align: left }}
.kpis th {{ white-space: normal; overflow-wrap: normal }}
.kpis th, .kpis td {{ padding: .5mm 1mm }}
.kpis .group span {{ font-weight: normal; margin-left: 4mm }}
.kpis .group td {{ text-align: left; background: #eef1f3; font-weight: bold; padding: 1mm 1.5mm }}
.kpis .group td:last-child {{ text-align: right }}
.kpis {{ font-size: 9.8px }}
.kpis td:is(:nth-child(1), :nth-child(10)) {{ white-space: normal; overflow-wrap: normal }}
.kpis img {{ display: block; height: 4.2mm }}
.beside {{ display: flex; gap: 5mm }}
.beside img {{ flex: none }}
.matrix {{ font-size: 14px }}
.matrix th, .matrix td {{ height: 44px; padding: 0 2mm; border-bottom-width: 1px }}
.matrix th:nth-child(n+2), .matrix td:nth-child(n+2) {{ text-align: center }}
.plain td {{ min-width: 22mm }}
.plain {{ margin-bottom: 8mm; font-size: 11px }}
.formulas {{ columns: 3; column-gap: 7mm; margin: 2mm 0 0; padding: 0; list-style: none; font-size: 7.5px; color: #66727b }}
.formulas li {{ break-inside: avoid; margin-bottom: .6mm }}
footer {{ position: absolute; left: 12mm; bottom: 6mm; font-size: 9px }}
@media print {{ footer {{ left: 0; bottom: 0 }} }}
{_TINTS}
"""
