import { createHash } from "node:crypto";

export const css = `
:root{color-scheme:light dark;--paper:#f6f3ee;--panel:#fffdf9;--ink:#1f1b16;--muted:#5f584e;--line:#d8d0c3;--field:#8c8375;
--accent:#1f4d3a;--on-accent:#fffdf9;--bad:#9c2f17;--bad-bg:#fbeae4;--test:#5b4300;--test-bg:#fbe9b7;--focus:#1f4d3a}
@media (prefers-color-scheme:dark){:root{--paper:#171411;--panel:#211d19;--ink:#f3eee6;--muted:#b9afa2;--line:#3b352e;
--field:#8f8577;--accent:#8fcaad;--on-accent:#10201a;--bad:#ffb39c;--bad-bg:#3a1d14;--test:#fbe9b7;--test-bg:#4a3a0c;--focus:#8fcaad}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.test{background:var(--test-bg);color:var(--test);padding:8px 16px;text-align:center;font-size:14px}
.test strong{text-transform:uppercase;letter-spacing:.06em;font-size:12px;margin-inline-end:8px}
main{max-width:1040px;margin:0 auto;padding:24px 16px 64px;display:grid;gap:32px}
main.narrow{max-width:520px;padding-top:64px}
@media (min-width:820px){main:not(.narrow){grid-template-columns:1fr 1fr;gap:72px;padding-top:64px;align-items:start}
.summary{position:sticky;top:32px}}
h1{font:400 40px/1.1 Georgia,"Times New Roman",serif;margin:0;font-variant-numeric:tabular-nums}
main.narrow h1{font-size:30px}
h2{font-size:18px;line-height:1.3;margin:0 0 4px}
p{margin:0 0 12px}
.muted{color:var(--muted);font-size:14px}
a{color:inherit;text-underline-offset:3px}
.back{display:inline-block;padding:4px 0;margin-bottom:20px;font-size:14px}
.merchant{margin:0 0 4px;color:var(--muted)}
.lines{list-style:none;margin:28px 0 0;padding:0}
.lines li{display:grid;grid-template-columns:1fr auto;gap:2px 16px;padding:12px 0;border-top:1px solid var(--line)}
.lines li.pictured{grid-template-columns:48px 1fr auto;min-height:73px}
.lines img{width:48px;height:48px;object-fit:cover;border-radius:4px;background:#efece6;grid-row:1/span 2;grid-column:1}
.lines .what{overflow-wrap:anywhere}
.pictured .what,.pictured .more{grid-column:2}
.lines .sum,.totals dd{font-variant-numeric:tabular-nums;white-space:nowrap}
.lines .more{color:var(--muted);font-size:14px}
.totals{margin:0;border-top:1px solid var(--line);padding-top:12px;display:grid;grid-template-columns:1fr auto;row-gap:6px}
.totals dt,.totals dd{margin:0}
.totals dd{text-align:right}
.totals .due{font-weight:650;padding-top:8px;border-top:1px solid var(--line)}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:24px}
.field{margin-top:16px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 16px}
label{display:block;font-weight:600;font-size:14px;margin-bottom:4px}
input{width:100%;min-height:48px;padding:10px 12px;font:inherit;font-size:17px;color:inherit;background:var(--paper);
border:1px solid var(--field);border-radius:6px;font-variant-numeric:tabular-nums}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.hint{color:var(--muted);font-size:13px;margin:4px 0 0}
.error{color:var(--bad);font-size:14px;margin:4px 0 0;font-weight:600}
.alert{background:var(--bad-bg);color:var(--bad);border:1px solid currentColor;border-radius:6px;padding:12px;margin:12px 0 0;font-weight:600}
button,.button{display:block;width:100%;min-height:52px;margin-top:24px;padding:12px 16px;border:1px solid var(--accent);border-radius:6px;
background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;font-size:17px;text-align:center;text-decoration:none;cursor:pointer}
button.quiet{background:transparent;color:var(--ink);border-color:var(--field);margin-top:12px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
details{margin-top:24px;border-top:1px solid var(--line);padding-top:12px;font-size:14px}
summary{cursor:pointer;font-weight:600;padding:4px 0}
details ul{list-style:none;padding:0;margin:8px 0 0}
details li{display:flex;flex-wrap:wrap;gap:0 12px;padding:3px 0}
code{font:600 14px ui-monospace,Menlo,Consolas,monospace;white-space:nowrap}
`;

/** The only style a page may carry, by its hash. */
export const cssHash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
