/** How the document looks: light or dark as the system is, on narrow screens, and on paper. */
export const STYLE = `:root {
  --text: #1b1f24; --soft: #59636e; --line: #d9dee4; --ground: #fff; --band: #f5f7f9; --link: #0b5cad;
  --strong: #8a3b00; --strong-ground: #fdf0e3; --warning: #a01822; --warning-ground: #fdebec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e8ec; --soft: #9aa5b1; --line: #323a44; --ground: #14181d; --band: #1c2128; --link: #79b8ff;
    --strong: #ffb77a; --strong-ground: #3a2812; --warning: #ff9aa2; --warning-ground: #42191d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  display: grid; grid-template: "nav header" auto "nav main" 1fr / minmax(12rem, 18rem) minmax(0, 1fr);
  gap: 0 3rem; margin: 0;
  background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
header { grid-area: header; max-width: 68rem; padding: 1.5rem 2rem 0 0; }
nav {
  grid-area: nav; position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.75rem 1rem 2rem 1.5rem;
  border-right: 1px solid var(--line); background: var(--band); font-size: 14px;
}
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin-bottom: .75rem; font-weight: 600; }
nav ul ul { margin: .2rem 0 0 .75rem; font-weight: 400; }
nav a { display: block; padding: .15rem 0; color: inherit; text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }
main { grid-area: main; max-width: 68rem; padding: 0 2rem 4rem 0; }
a { color: var(--link); }
h1 { margin: 0 0 .75rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 3rem 0 1rem; padding-bottom: .4rem; border-bottom: 2px solid var(--line); font-size: 1.5rem; }
h3 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
h4 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
:target { background: var(--strong-ground); }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1.25rem; margin: .75rem 0 1rem; }
dt { grid-column: 1; color: var(--soft); }
dd { grid-column: 2; margin: 0; }
table { width: 100%; margin: .75rem 0 1rem; border-collapse: collapse; font-size: 14px; }
th { color: var(--soft); font-weight: 600; text-align: left; }
th, td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { min-width: 9rem; }
td[data-label="Type"], td[data-label="Required"] { white-space: nowrap; }
code { padding: .1em .3em; border-radius: 4px; background: var(--band); font: .92em ui-monospace, monospace; }
pre { padding: .8rem 1rem; border-radius: 6px; background: var(--band); overflow-x: auto; font-size: 13px; }
pre code { padding: 0; }
.tag {
  padding: .1em .55em; border: 1px solid var(--line); border-radius: 1em; color: var(--soft);
  font-size: 12px; font-weight: 400; white-space: nowrap;
}
.tag.strong { border-color: transparent; background: var(--strong-ground); color: var(--strong); }
.tag.warning { border-color: transparent; background: var(--warning-ground); color: var(--warning); }
@media screen and (max-width: 52rem) {
  body { display: block; }
  header, main { padding: 1rem 1.25rem; }
  nav { position: static; height: auto; max-height: 45vh; padding: 1rem 1.25rem; border-right: 0; }
  thead { display: none; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: .1rem 0; border: 0; }
  td:empty { display: none; }
  td:not(:first-child)::before { content: attr(data-label) ": "; color: var(--soft); }
}
@media print {
  :root { --ground: #fff; --text: #000; --soft: #444; --line: #bbb; --band: #f4f4f4; --link: #000; }
  body { display: block; font-size: 10pt; }
  header, main { max-width: none; padding: 0; }
  nav { position: static; height: auto; padding: 1rem 0; border: 0; background: none; columns: 2; }
  nav > ul > li { break-inside: avoid; }
  table { font-size: 9pt; }
  h2, h3, h4 { break-after: avoid; }
  tr, dl, pre { break-inside: avoid; }
}`;
