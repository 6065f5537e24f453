// This shape (not an early return) lets the bundler drop the import from the edge build.
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("#server/platform/boot.ts");
    start();
    const { assertAdapters } = await import("#server/api/assert-adapters.ts");
    assertAdapters();
    const { answerKnownAddresses } = await import("#server/api/known-address.ts");
    const { knownAddress } = await import("#server/api/address-answers.ts");
    answerKnownAddresses(knownAddress);
    const { followCatalogue } = await import("#server/api/refresh-pages.ts");
    void followCatalogue();
  }
}
