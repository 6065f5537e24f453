import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { HomeBlocks } from "#app/_page/home-blocks.tsx";
import { PreviewFrame } from "#components/backoffice/content/preview-frame.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("homePage");

export default definePage("content.page.write", async ({ api }) => (
  <PreviewFrame>
    <ClientMessages nested use={["storefront.tile", "storefront.wishlist"]}>
      <HomeBlocks blocks={await api.admin.homePage.preview()} preview />
    </ClientMessages>
  </PreviewFrame>
));
