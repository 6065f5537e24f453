// Bars as an SVG, drawn by hand: no library, readable on light and dark paper, its figures in plain text for everyone.

export type Bar = { label: string; value: number; text: string; kind: "ours" | "limit" };
export type Group = { title: string; bars: readonly Bar[] };

const width = 760;
const left = 190;
const right = 70;
const barHeight = 16;
const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const style = `
  text { font: 12px system-ui, sans-serif; fill: #27272a }
  .title { font-size: 14px; font-weight: 600 } .quiet { fill: #63636b }
  .ours { fill: #1f6f5c } .limit { fill: #b9b5ab } .paper { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #ececee } .quiet { fill: #a6a6ad } .ours { fill: #5cc3a4 } .limit { fill: #5f5e58 } .paper { fill: #17181a }
  }`;

/** Horizontal bars, one scale for each group (its longest bar fills the width). `legend` names the two colours. */
export function drawBars(title: string, groups: readonly Group[], legend: { ours: string; limit: string }): string {
  const parts: string[] = [];
  let y = 30;
  parts.push(`<text x="16" y="${y}" class="title">${xml(title)}</text>`);
  y += 22;
  parts.push(
    `<rect x="16" y="${y - 10}" width="12" height="12" rx="2" class="ours"/><text x="34" y="${y}">${xml(legend.ours)}</text>`,
    `<rect x="${width / 2}" y="${y - 10}" width="12" height="12" rx="2" class="limit"/><text x="${width / 2 + 18}" y="${y}">${xml(legend.limit)}</text>`,
  );
  y += 14;
  for (const group of groups) {
    y += 26;
    parts.push(`<text x="16" y="${y}" class="quiet">${xml(group.title)}</text>`);
    y += 8;
    const most = Math.max(...group.bars.map((bar) => bar.value), Number.EPSILON);
    for (const bar of group.bars) {
      const length = Math.max(1, ((width - left - right) * bar.value) / most).toFixed(1);
      parts.push(
        `<text x="${left - 10}" y="${y + 13}" text-anchor="end">${xml(bar.label)}</text>`,
        `<rect x="${left}" y="${y}" width="${length}" height="${barHeight}" rx="2" class="${bar.kind}"/>`,
        `<text x="${left + Number(length) + 6}" y="${y + 13}">${xml(bar.text)}</text>`,
      );
      const next = group.bars[group.bars.indexOf(bar) + 1];
      y += barHeight + (next?.kind === "limit" ? 2 : 10);
    }
  }
  const height = y + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${xml(title)}">
<style>${style}
</style>
<rect width="${width}" height="${height}" rx="8" class="paper"/>
${parts.join("\n")}
</svg>
`;
}
