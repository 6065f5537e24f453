// A formatter is dear to make (its language and time zone are looked up anew, tens of milliseconds on a phone): each kind
// is made once.

/** The BCP 47 tag that a language of the shop is written by. English here is European: 21 November 2026, 16:05. */
export const tagOf = (locale: string): string => (locale === "en" ? "en-GB" : locale);

/** Makes formatters once for each language and set of options. */
function madeOnce<Options, Format>(make: (tag: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const tag = tagOf(locale);
    const key = tag + JSON.stringify(options);
    const format = made.get(key) ?? make(tag, options);
    made.set(key, format);
    return format;
  };
}

/** Writes days and instants as readers of `locale` do. */
export const dateFormat = madeOnce((tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options));

/** Writes numbers as readers of `locale` do. */
export const numberFormat = madeOnce((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options));
