// The same page, but inside the shop: header and footer stay.
export { default } from "../not-found.tsx";
