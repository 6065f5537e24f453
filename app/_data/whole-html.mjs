// React writes parts that are large or came late behind the page and moves them to their places by script: right while
// others are still being made. A kept page has all of them. Put together once, it is laid out once, in reading order,
// without a skeleton that nobody has to look at.

const moves = /\$R([CS])\("([BP]:[\da-f]+)","(S:[\da-f]+)"\)/g;
const divs = /<(script|style|template|textarea|title)\b[\s\S]*?<\/\1>|<div\b|<\/div>/g;
const marks = /<!--(\/?)[$&][?!~]?-->/g;

/** From where to where the first thing stretches that is opened and closed as often; null when it never ends. */
function stretch(
  /** @type {string} */ html,
  /** @type {RegExp} */ tags,
  /** @type {number} */ from,
  /** @type {(tag: RegExpExecArray) => number} */ weigh,
) {
  tags.lastIndex = from;
  let depth = 1;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += weigh(tag);
    if (depth === 0) return { end: tag.index, after: tags.lastIndex };
  }
  return null;
}

const weighDiv = (/** @type {RegExpExecArray} */ [tag, opaque]) => (opaque ? 0 : tag === "</div>" ? -1 : 1);
const weighMark = (/** @type {RegExpExecArray} */ [, closing]) => (closing ? -1 : 1);

/** Takes a part out of where it waits: its content, and the page without it. */
function takeOut(/** @type {string} */ html, /** @type {string} */ id) {
  const opening = `<div hidden id="${id}">`;
  const start = html.indexOf(opening);
  const inner = start + opening.length;
  const part = start < 0 ? null : stretch(html, divs, inner, weighDiv);
  return part && { content: html.slice(inner, part.end), rest: html.slice(0, start) + html.slice(part.after) };
}

/** The place of a part, with what stands in for it. */
function placeOf(/** @type {string} */ html, /** @type {string} */ id) {
  const hole = `<template id="${id}"></template>`;
  if (id.startsWith("P")) {
    const start = html.indexOf(hole);
    return start < 0 ? null : { start, after: start + hole.length, before: "", behind: "" };
  }
  const opening = `<!--$?-->${hole}`;
  const start = html.indexOf(opening);
  const end = start < 0 ? null : stretch(html, marks, start + opening.length, weighMark);
  return end && { start, after: end.after, before: "<!--$-->", behind: "<!--/$-->" };
}

/**
 * The HTML of a page or its shell with every part in its place, as React's script would leave it. What is not written as
 * expected stays as it is, with the script that moves it.
 * @param {string} html
 */
export function wholeHtml(html) {
  let page = html;
  for (const [call, , place = "", part = ""] of html.matchAll(moves)) {
    const taken = takeOut(page, part);
    const spot = taken && placeOf(taken.rest, place);
    if (!spot) continue;
    const { rest, content } = taken;
    page = rest.slice(0, spot.start) + spot.before + content + spot.behind + rest.slice(spot.after);
    const at = page.indexOf(call);
    page = page.slice(0, at) + page.slice(at + call.length);
  }
  return page.replaceAll("<script></script>", "");
}
