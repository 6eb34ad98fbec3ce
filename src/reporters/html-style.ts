/** The look of the page: a restrained office paper. Nothing newer than what WPS, 360 and old Chromium browsers know. */
import { SEVERITIES } from './group.js';

/** Letter, ground and edge. */
const COLOURS = {
  error: ['#a61b1b', '#fdf2f2', '#c62828'],
  failed: ['#a61b1b', '#fdf2f2', '#c62828'],
  warning: ['#8a5a00', '#fff8e8', '#d99a1c'],
  unverified: ['#5b3a8c', '#f6f2fc', '#7e57c2'],
  info: ['#1f5c99', '#f0f6fc', '#4a90d9'],
  passed: ['#1b6b3a', '#eff8f2', '#2e8b57'],
  waived: ['#555555', '#f4f4f4', '#9e9e9e'],
  all: ['#1f2d3d', '#f4f6f9', '#5b6b7f'],
} as const;

const coloured = Object.entries(COLOURS)
  .map(
    ([kind, [letter, ground, edge]]) => `
.tile.${kind} { color: ${letter}; background: ${ground}; border-color: ${edge}; }
.badge.${kind}, .finding.${kind} .label b { color: ${letter}; background: ${ground}; border-color: ${edge}; }
.finding.${kind} { border-left-color: ${edge}; }
.outcome.${kind} { color: ${letter}; background: ${ground}; border-color: ${edge}; }
.overview td.${kind} { color: ${letter}; font-weight: bold; }`,
  )
  .join('');

/** Hides what is not of the chosen severity, and units and departments that hold nothing of it. */
const filtered = SEVERITIES.map(
  (s) => `
#show-${s}:checked ~ main .finding:not(.${s}), #show-${s}:checked ~ main .unit:not(.has-${s}),
#show-${s}:checked ~ main .department:not(.has-${s}), #show-${s}:checked ~ main .clean,
#show-${s}:checked ~ main .waiver { display: none; }`,
).join('');

const chosen = ['all', ...SEVERITIES]
  .map((s) => `#show-${s}:checked ~ .filter label[for="show-${s}"]`)
  .join(', ');
const focused = ['all', ...SEVERITIES]
  .map((s) => `#show-${s}:focus ~ .filter label[for="show-${s}"]`)
  .join(', ');

export const STYLE_SHEET = `
* { box-sizing: border-box; }
html { font-size: 15px; }
body { max-width: 1040px; margin: 0 auto; padding: 28px 32px 48px; color: #1f2328; background: #fff; line-height: 1.65;
  font-family: "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Source Han Sans SC",
  "WenQuanYi Micro Hei", sans-serif; }
header { border-bottom: 3px solid #b3261e; padding-bottom: 10px; margin-bottom: 18px; }
h1 { font-size: 1.75rem; line-height: 1.35; margin: 0 0 6px; letter-spacing: .04em; }
header p { margin: 0; color: #57606a; font-size: .9rem; }
header span { margin-right: 2em; }
h2 { font-size: 1.25rem; margin: 30px 0 12px; padding-bottom: 5px; border-bottom: 1px solid #d0d7de; }
h3 { font-size: 1.05rem; margin: 20px 0 8px; }
a { color: inherit; text-decoration: none; border-bottom: 1px solid #b6bfc9; }
code { font-family: Consolas, Menlo, monospace; font-size: .8rem; color: #6e7781; }
.outcome { margin: 0 0 14px; padding: 10px 14px; border-left: 4px solid; font-weight: bold; }
.tiles { display: flex; flex-wrap: wrap; margin: 0 -5px 10px; }
.tile { flex: 1; min-width: 104px; margin: 0 5px; padding: 10px 8px 8px; text-align: center; border: 1px solid;
  border-top-width: 3px; border-radius: 3px; }
.tile b { display: block; font-size: 1.8rem; line-height: 1.2; }
.tile span { font-size: .88rem; }
.small .tile { padding: 5px 8px; border-top-width: 1px; }
.small .tile b { display: inline; font-size: 1.15rem; margin-right: .4em; }
table { border-collapse: collapse; }
.overview { width: 100%; font-size: .92rem; }
.overview th, .overview td { border: 1px solid #d0d7de; padding: 5px 8px; text-align: center; }
.overview thead th { background: #f4f6f9; font-weight: bold; }
.overview tbody th { text-align: left; font-weight: normal; }
.note { color: #57606a; font-size: .9rem; margin: 10px 0 0; }
input[name="show"] { position: absolute; opacity: 0; }
.filter { margin: 24px 0 0; font-size: .92rem; }
.filter label { display: inline-block; padding: 2px 14px; margin-right: 6px; border: 1px solid #d0d7de; border-radius: 3px;
  cursor: pointer; }
.badge, .finding .label b { display: inline-block; padding: 0 8px; border: 1px solid; border-radius: 3px; font-size: .82rem;
  font-weight: bold; line-height: 1.6; }
.badge { margin-left: 6px; vertical-align: 2px; }
.finding { margin: 8px 0 12px; padding: 8px 14px 10px; border: 1px solid #e1e4e8; border-left: 4px solid; border-radius: 3px;
  page-break-inside: avoid; break-inside: avoid; }
.finding .label b { margin-right: .3em; }
.finding .label { margin: 0 0 4px; color: #57606a; font-size: .92rem; }
.finding ul { margin: 0 0 6px; padding: 0; list-style: none; }
.finding li { padding: 3px 0; overflow-wrap: anywhere; word-wrap: break-word; }
.finding li + li { border-top: 1px dashed #e1e4e8; }
.what { display: block; font-weight: bold; }
.place { display: block; color: #57606a; font-size: .88rem; word-break: break-all; }
.facts { width: 100%; font-size: .92rem; }
.facts th, .facts td { vertical-align: top; text-align: left; padding: 1px 0; }
.facts th { width: 6.4em; color: #57606a; font-weight: normal; white-space: nowrap; }
.waiver { margin: 6px 0; color: #555; font-size: .92rem; }
.waiver .reason, .tile.nought, .overview td.nought { color: #8c959f; }
.tile.nought { border-color: #e1e4e8; }
.clean { color: #1b6b3a; font-size: .92rem; }
${coloured}${filtered}
${chosen} { color: #fff; background: #1f2d3d; border-color: #1f2d3d; }
${focused} { outline: 2px solid #4a90d9; }
@page { size: A4; margin: 18mm 16mm 16mm; }
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .filter { display: none; }
  h2, h3 { page-break-after: avoid; break-after: avoid; }
  thead { display: table-header-group; }
  tr { page-break-inside: avoid; break-inside: avoid; }
  a { border: 0; }
}
`;
