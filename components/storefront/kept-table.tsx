import { useTranslations } from "next-intl";
import { keptInBrowser } from "./kept-in-browser.ts";

/** What stays in the reader's browser, by name: the list that the shop is held to. */
export function KeptTable() {
  const t = useTranslations("content.kept");
  return (
    <section className="page mt-14" aria-labelledby="kept">
      <h2 id="kept" className="font-display text-2xl leading-tight">
        {t("title")}
      </h2>
      <p className="mt-2 max-w-[64ch] leading-relaxed text-pretty">{t("lead")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="mt-5 overflow-x-auto" aria-labelledby="kept" tabIndex={0}>
        <table className="w-full text-left text-[0.9375rem]">
          <thead>
            <tr className="border-b border-edge">
              {(["name", "place", "purpose", "lasts"] as const).map((column) => (
                <th key={column} scope="col" className="py-2 pr-6 font-medium">
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keptInBrowser.map(({ key, place, name }) => (
              <tr key={name} className="border-b border-line align-top">
                <td className="py-2.5 pr-6">
                  <code className="text-[0.8125rem]">{name}</code>
                </td>
                <td className="py-2.5 pr-6 whitespace-nowrap">{t(`places.${place}`)}</td>
                <td className="min-w-64 py-2.5 pr-6">{t(`purposes.${key}`)}</td>
                <td className="min-w-40 py-2.5">{t(`lasting.${key}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
