import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { alternates } from "#app/_data/seo.ts";
import { type ApiOperation, apiOperations, keyHours } from "#server/api/openapi.ts";

const audiences = ["shop", "auth", "account", "admin"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("title"), alternates: alternates(await getLocale(), "/developers") };
}

/** The documentation of the REST API, written from the same schemas that check its inputs and answers. */
export default async function DevelopersPage() {
  const t = await getTranslations("developers");
  const operations = apiOperations();
  return (
    <div className="mx-auto max-w-4xl px-4 py-12 md:px-8">
      <h1 className="font-display text-4xl">{t("title")}</h1>
      <p className="mt-4 max-w-2xl text-lg">{t("lead", { count: operations.length })}</p>
      <p className="mt-4 max-w-2xl text-muted">{t("errors")}</p>
      <Once />
      <h2 className="mt-8 font-medium">{t("try")}</h2>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="mt-2 overflow-x-auto bg-sunk p-4 text-sm"
      >
        curl &quot;http://localhost:3000/api/rest/catalogue/suggest?query=chaise&quot;
      </pre>
      <p className="mt-4">
        <a className="underline underline-offset-4" href="/api/rest/openapi.json">
          {t("document")}
        </a>
      </p>
      {audiences.map((audience) => (
        <section key={audience} className="mt-12" aria-labelledby={`api-${audience}`}>
          <h2 id={`api-${audience}`} className="font-display text-2xl">
            {t(`groups.${audience}`)}
          </h2>
          <div className="mt-4 border-line border-t">
            {operations
              .filter((operation) => operation.audience === audience)
              .map((operation) => (
                <Operation key={`${operation.method} ${operation.path}`} operation={operation} />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const keyAnswers = [
  { answer: "400 idempotency_key_required", meaning: "required" },
  { answer: "409 idempotency_in_progress", meaning: "progress" },
  { answer: "422 idempotency_key_reused", meaning: "reused" },
  { answer: "200", meaning: "replayed" },
  { answer: "503", meaning: "later" },
] as const;

/** What a client must know to change something safely. */
async function Once() {
  const t = await getTranslations("developers.once");
  return (
    <section className="mt-8 max-w-2xl" aria-labelledby="api-once">
      <h2 id="api-once" className="font-medium">
        {t("title")}
      </h2>
      <p className="mt-2 text-muted">{t("text", { hours: keyHours })}</p>
      <p className="mt-2 text-muted">{t("kept")}</p>
      <table className="mt-4 w-full text-left text-sm">
        <caption className="sr-only">{t("answers")}</caption>
        <thead className="text-muted">
          <tr className="border-line border-b">
            <th scope="col" className="py-2 pr-4 font-normal">
              {t("code")}
            </th>
            <th scope="col" className="py-2 font-normal">
              {t("meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {keyAnswers.map(({ answer, meaning }) => (
            <tr key={answer} className="border-line border-b align-baseline">
              <td className="py-2 pr-4">
                <code>{answer}</code>
              </td>
              <td className="py-2">{t(meaning)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-4 text-muted">{t("versions")}</p>
    </section>
  );
}

async function Operation({ operation }: { operation: ApiOperation }) {
  const t = await getTranslations("developers");
  return (
    <details className="border-line border-b">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
        <code className="w-14 font-semibold text-sm">{operation.method}</code>
        <code className="min-w-0 break-all text-sm">/api/rest{operation.path}</code>
        <span className="text-muted text-sm">{operation.summary}</span>
      </summary>
      <dl className="grid gap-3 pb-6 text-sm md:grid-cols-[8rem_1fr]">
        <dt className="text-muted">{t("permission")}</dt>
        <dd>
          <code>{operation.permission}</code>
        </dd>
        <dt className="text-muted">{t("parameters")}</dt>
        <dd>
          {operation.parameters.length === 0
            ? t("none")
            : operation.parameters.map((p) => (
                <span key={p.name} className="mr-4 inline-block">
                  <code>{p.name}</code>{" "}
                  <span className="text-muted">({p.required ? `${p.in}, ${t("required")}` : p.in})</span>
                </span>
              ))}
        </dd>
        {operation.body ? <Schema label={t("body")} schema={operation.body} /> : null}
        {operation.answer ? <Schema label={t("answer")} schema={operation.answer} /> : null}
      </dl>
    </details>
  );
}

function Schema({ label, schema }: { label: string; schema: string }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
          tabIndex={0}
          className="max-h-80 overflow-auto bg-sunk p-4 text-xs"
        >
          {schema}
        </pre>
      </dd>
    </>
  );
}
