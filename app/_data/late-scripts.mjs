// A page is drawn before its scripts are fetched. Next names them in the head: on a slow line they share it with the style
// sheet, fonts and first photo, and what is evaluated before the first frame holds that frame back.

const named = /<script src="([^"]+)"(?: id="([^"]*)")? async=""><\/script>/g;
const preloaded = /<link rel="preload" as="script"[^>]*\/>/g;

// After the frame that the document's end makes possible; at once in a tab that nobody sees, which draws no frames. Each in
// a task of its own: fetching a dozen takes as long as a frame.
const fetchThem = (/** @type {[string, string][]} */ scripts) =>
  `<script>(function(l){function f(){l.forEach(function(s){setTimeout(function(){var e=document.createElement("script");e.async=true;if(s[1])e.id=s[1];e.setAttribute("src",s[0]);document.head.appendChild(e)})})}document.hidden?f():requestAnimationFrame(f)})(${JSON.stringify(scripts)})</script>`;

const withoutScripts = (/** @type {string} */ html) => html.replace(preloaded, "").replace(named, "");

/**
 * The HTML of a whole page or of its shell, with its asynchronous scripts fetched after the first paint. Others stay.
 * @param {string} html
 */
export function withLateScripts(html) {
  const tags = [...html.matchAll(named)];
  const last = tags.at(-1)?.index;
  if (last === undefined) return html;
  const scripts = new Map(tags.map(([, src = "", id = ""]) => [src, id]));
  return withoutScripts(html.slice(0, last)) + fetchThem([...scripts]) + withoutScripts(html.slice(last));
}
