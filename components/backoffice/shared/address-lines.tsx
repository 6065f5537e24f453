import { useLocale } from "next-intl";

type AddressLike = {
  recipient: string;
  company?: string | null;
  line1: string;
  line2?: string | null;
  postcode: string;
  city: string;
  region?: string | null;
  country: string;
  phone?: string | null;
  instructions?: string | null;
};

/** An address as one would write it on the parcel. */
export function AddressLines({ address }: { address: AddressLike }) {
  const locale = useLocale();
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(address.country) ?? address.country;
  const lines = [
    address.recipient,
    address.company === address.recipient ? null : address.company,
    address.line1,
    address.line2,
    `${address.postcode} ${address.city}`,
    address.region,
    country,
    address.phone,
  ].filter(Boolean);
  return (
    <address className="not-italic">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one address keep their order
        <span key={i} className="block">
          {line}
        </span>
      ))}
      {address.instructions && <span className="mt-1 block text-muted">« {address.instructions} »</span>}
    </address>
  );
}
