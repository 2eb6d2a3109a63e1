/** The style of the view. It stands in the page, so that nothing else is loaded. */
export const VIEW_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --quiet: #59636e; --line: #d8dee4; --tint: #f5f7f9;
  --good: #1a7f48; --kept: #2d6cdf; --lost: #c93a32; --away: #b9770a; --slow: #a8b3bf; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1318; --ink: #e4e9ee; --quiet: #98a4b0; --line: #2c343d; --tint: #171d24;
  --good: #41b874; --kept: #6f9ff2; --lost: #f0706a; --away: #dba13a; --slow: #5c6874; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; }
h1 { font-size: 1.25rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
header p, .quiet { color: var(--quiet); margin: 0; }
a { color: var(--kept); }
.status { border-radius: 1rem; padding: .1rem .7rem; font-weight: 600; color: var(--paper); background: var(--good); }
.status.degraded { background: var(--away); }
.status.failing { background: var(--lost); }
.reasons { margin: .75rem 0 0; padding-left: 1.2rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr)); gap: .5rem; margin: 1rem 0; }
dl div { background: var(--tint); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; }
dt { color: var(--quiet); font-size: .8rem; }
dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
figure { margin: 0; border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .75rem; }
figcaption { display: flex; flex-wrap: wrap; gap: 0 .9rem; }
.key { color: var(--quiet); font-size: .85rem; }
.key i { display: inline-block; width: .65rem; height: .65rem; border-radius: .15rem; margin-right: .3rem; }
svg { display: block; width: 100%; height: 7rem; border-bottom: 1px solid var(--line); }
.top, .axis { margin: 0; color: var(--quiet); font-size: .8rem; font-variant-numeric: tabular-nums; }
.axis { display: flex; justify-content: space-between; }
.delivered, .medianMs { fill: var(--good); background: var(--good); }
.spooled { fill: var(--kept); background: var(--kept); }
.dropped { fill: var(--lost); background: var(--lost); }
.refused { fill: var(--away); background: var(--away); }
.slowMs { fill: var(--slow); background: var(--slow); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th { color: var(--quiet); font-weight: 500; }
td.wide { white-space: normal; min-width: 16rem; overflow-wrap: anywhere; }
td .mark { display: inline-block; width: .65rem; height: .65rem; border-radius: 50%; margin-right: .4rem; }
code, pre { font: .85em/1.45 ui-monospace, monospace; }
pre { margin: .25rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
`;
