/** What a page says of itself to machines. `text` is JSON in which every "<" is escaped. */
export const JsonLd = ({ text }: { text: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with "<" escaped
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
);
