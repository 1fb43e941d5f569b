/** The page's only style sheet: no font, script or image from elsewhere. */
export const style = `
:root { --ink: #1b1f24; --soft: #5b6570; --line: #dde2e8; --page: #ffffff; --card: #f6f8fa;
  --accent: #0b62d6; --second: #b4540a; --good: #14743a; --bad: #b3202a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #9aa5b1; --line: #333b45; --page: #14181d; --card: #1d232a;
    --accent: #6aa8ff; --second: #f0995a; --good: #5cc98a; --bad: #ff8a8f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 32px 24px 64px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 0; font-size: 28px; } h2 { margin: 40px 0 8px; font-size: 20px; } h3 { margin: 24px 0 4px; font-size: 16px; }
p { margin: 4px 0 12px; max-width: 76ch; } .note { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; }
.tile { flex: 1 1 150px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.tile b { display: block; font-size: 24px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: 13px; }
.scroll { overflow-x: auto; margin: 8px 0 16px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { padding: 5px 9px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.words th, .words td { text-align: left; white-space: normal; }
figure { margin: 8px 0 16px; } svg { width: 100%; max-width: 860px; height: auto; display: block; }
.grid { stroke: var(--line); } .tick, .axis, .label { font-size: 12px; fill: var(--soft); } .label { fill: var(--ink); font-weight: 600;
  paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
.faint circle { fill: var(--soft); opacity: .45; r: 3.5px; } .rejected circle { r: 3.5px; fill: none; stroke: var(--soft); opacity: .6; } .strong circle { fill: var(--accent); }
.accent circle { fill: var(--page); stroke: var(--ink); stroke-width: 2.5; } .second circle { fill: var(--second); }
polyline { fill: none; stroke-width: 2; } .strong polyline { stroke: var(--accent); } .second polyline { stroke: var(--second); }
figcaption { color: var(--soft); font-size: 13px; } .key { margin-right: 18px; }
.key::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 6px; }
.key.faint::before { background: var(--soft); opacity: .6; } .key.rejected::before { border: 1px solid var(--soft); width: 8px; height: 8px; } .key.strong::before { background: var(--accent); }
.key.accent::before { border: 2.5px solid var(--ink); width: 6px; height: 6px; } .key.second::before { background: var(--second); }
.parallel polyline { stroke-width: 1.5; } .parallel .faint polyline { stroke: var(--soft); opacity: .25; } .accent polyline { stroke: var(--ink); stroke-width: 2.5; }
.bar { display: inline-block; width: 110px; height: 9px; border-radius: 5px; background: var(--line); overflow: hidden; vertical-align: middle; }
.bar span { display: block; height: 100%; background: var(--accent); }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
pre { padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; font-size: 13px; }
summary { cursor: pointer; }
`;
