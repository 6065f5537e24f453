import { definePage } from "#app/_page/define-page.tsx";
import { HomePage } from "#components/backoffice/home/home-page.tsx";
import { titled } from "./_title.ts";

export const generateMetadata = titled("home");

export default definePage("backoffice.home.read", async ({ actor, api }) => (
  <HomePage summary={await api.admin.home.summary()} actor={actor} />
));
