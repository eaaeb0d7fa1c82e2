<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview's style sheet, carried in the page itself. Colour only repeats what shape and word say. The official red
  is kept for the rule under the head; the lights have colours of their own, dark enough on paper and light enough at
  night (4.5 to 1 at least).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="style">
    <style>
:root {
  color-scheme: light dark;
  --ground: #f6f4ef; --paper: #fffefb; --ink: #211f1c; --faint: #5f5a52; --rule: #dcd6ca; --track: #ece7dc;
  --official: #b3201a; --link: #1d4f8c;
  --green: #2a7048; --yellow: #8a6100; --red: #b8322a; --grey: #6d6a65;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161614; --paper: #1f1f1c; --ink: #ebe8e1; --faint: #aca69a; --rule: #3a3934; --track: #33322d;
    --official: #d9544c; --link: #8fb8ec;
    --green: #6fc08d; --yellow: #dcb04a; --red: #f08678; --grey: #a19d95;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif;
}
.page { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1, h2, h3 { font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; line-height: 1.35; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.2rem); margin: .3rem 0 .6rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .9rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .5rem 0; }
p, li, summary { text-wrap: pretty; }
/* names of offices, and numbers with their units, stay whole; what is longer than its line is broken all the same */
.whole { word-break: keep-all; overflow-wrap: anywhere; }
.clauses .number { display: inline-block; max-width: 100%; white-space: normal; overflow-wrap: anywhere; }
@media (min-width: 30rem) { .clauses { word-break: keep-all; overflow-wrap: anywhere; } }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.faint { color: var(--faint); font-size: .9rem; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.lights > span { white-space: nowrap; font-variant-numeric: tabular-nums; }
.green { color: var(--green); } .yellow { color: var(--yellow); } .red { color: var(--red); } .grey { color: var(--grey); }

header { border-bottom: 3px solid var(--official); padding-bottom: 1rem; }
header .office { font-weight: 600; letter-spacing: .05em; }
.sample { display: inline-block; border: 1px solid currentColor; border-radius: .2rem; padding: 0 .5rem; color: var(--faint); font-size: .9rem; }
nav ul, .plain { list-style: none; margin: 0; padding: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin-top: .9rem; }
nav a { display: inline-block; padding: .25rem 0; }

.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1rem 0 0; }
.counts > div { background: var(--paper); border: 1px solid var(--rule); border-radius: .4rem; padding: .8rem 1rem; }
.counts dt { font-size: .95rem; }
.counts dd { margin: 0; }
.counts .big { font-size: 2rem; line-height: 1.2; font-weight: 600; color: var(--ink); }

.bar { display: flex; gap: 2px; height: .6rem; }
.bar span { border-radius: 1px; min-width: 3px; background: currentColor; }
.overall .bar { height: 1.1rem; margin-top: 1rem; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem; }
figure { margin: 0; background: var(--paper); border: 1px solid var(--rule); border-radius: .4rem; padding: .9rem 1rem; }
figcaption { font-size: .95rem; margin-bottom: .5rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--ink); }
svg .axis { stroke: var(--rule); } svg .line { stroke: var(--ink); stroke-width: 1.5; fill: none; } svg .dot { fill: var(--ink); }
svg .green { fill: var(--green); } svg .yellow { fill: var(--yellow); } svg .red { fill: var(--red); } svg .grey { fill: var(--grey); }

.list > li { background: var(--paper); border: 1px solid var(--rule); border-radius: .4rem; padding: .7rem 1rem; margin-bottom: .5rem; }
.list p { margin: .15rem 0 0; }
.units { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .6rem; }
.units > li { background: var(--paper); border: 1px solid var(--rule); border-radius: .4rem; padding: .8rem 1rem; display: flex; flex-direction: column; gap: .3rem; }
.units .letter { margin-top: auto; padding-top: .2rem; overflow-wrap: anywhere; }
.row { display: flex; justify-content: space-between; gap: .3rem 1rem; flex-wrap: wrap; align-items: baseline; }

details { background: var(--paper); border: 1px solid var(--rule); border-radius: .4rem; margin-bottom: .5rem; }
summary { cursor: pointer; padding: .75rem 1rem; display: grid; gap: .4rem; }
summary::-webkit-details-marker { display: none; }
summary h3::before { content: "＋"; color: var(--faint); font-weight: 400; display: inline-block; width: 1.4em; }
details[open] summary h3::before { content: "－"; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-top: 1px solid var(--rule); }
thead th { font-weight: 600; color: var(--faint); white-space: nowrap; }
tbody th { font-weight: 400; }
tr > :first-child { padding-left: 1rem; }
@media (min-width: 44.01rem) {
  .figures, .tasks { table-layout: fixed; }
  .figures th:nth-child(1) { width: 27%; } .figures th:nth-child(2) { width: 15%; } .figures th:nth-child(3) { width: 12.5%; }
  .figures th:nth-child(4) { width: 10.2rem; } .figures th:nth-child(5) { width: 6.2rem; }
  .tasks th:nth-child(1) { width: 27%; } .tasks th:nth-child(3) { width: 20%; }
}
.light { white-space: nowrap; }
.meter { position: relative; display: block; height: .45rem; background: var(--track); border-radius: 1px; min-width: 6rem; margin-top: .3rem; overflow: hidden; }
.meter i { position: absolute; inset: 0 auto 0 0; background: currentColor; }
.meter b { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--ink); }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1rem; }

@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; }
  tr { border-top: 1px solid var(--rule); padding: .6rem 1rem; }
  th, td { border: 0; padding: .1rem 0; }
  tr > :first-child { padding-left: 0; font-weight: 600; }
  td { display: flex; gap: .8rem; }
  td::before { content: attr(data-label); color: var(--faint); flex: 0 0 4.6em; }
  td > span { flex: 1; }
}
[data-watermark]::after {
  content: attr(data-watermark); position: fixed; inset: 0; display: grid; place-items: center; pointer-events: none;
  font: 700 min(38vw, 20rem)/1 "Noto Serif CJK SC", SimSun, serif; color: #808080; opacity: .08; transform: rotate(-30deg);
}
@media print {
  :root { --ground: #fff; --paper: #fff; --ink: #000; --faint: #444; --rule: #bbb; --track: #e6e6e6; --link: #000;
          --green: #2a7048; --yellow: #8a6100; --red: #b8322a; --grey: #6d6a65; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  nav { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .counts > div, .list > li, .units > li, figure, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
}
    </style>
  </xsl:template>
</xsl:stylesheet>
