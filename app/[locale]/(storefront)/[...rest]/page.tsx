import { notFound } from "next/navigation";

export const generateStaticParams = () => [{ rest: ["_"] }];

/** Any other address, answered inside the shop. */
export default function UnknownPage(): never {
  notFound();
}
