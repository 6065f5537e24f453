/**
 * Prefixed, sortable ids (`ord_01k…`): 48 bits of time and 80 random bits in Crockford base 32, like a ULID.
 * The prefix says what a log line or a link is about; sortable ids make keyset pages and compact indexes.
 */
export const prefixes = {
  user: "usr",
  token: "tok",
  session: "ses",
  dataRequest: "dar",
  recoveryCode: "rcv",
  partner: "par",
  address: "adr",
  brand: "brd",
  family: "fam",
  attribute: "att",
  attributeChoice: "atc",
  attributeUse: "atu",
  maker: "mak",
  searchAudit: "sau",
  category: "cat",
  synonym: "syn",
  product: "prd",
  option: "opt",
  optionValue: "opv",
  variant: "var",
  media: "med",
  priceList: "prl",
  priceListItem: "pli",
  coupon: "cpn",
  taxRate: "tax",
  channel: "chn",
  location: "loc",
  stockMove: "mov",
  reservation: "rsv",
  supply: "sup",
  cart: "crt",
  cartLine: "ctl",
  order: "ord",
  orderLine: "orl",
  orderEvent: "oev",
  amendment: "oam",
  shippingMethod: "shm",
  delivery: "dlv",
  deliveryLine: "dll",
  parcel: "pcl",
  parcelScan: "scn",
  return: "ret",
  returnLine: "rtl",
  invoice: "inv",
  invoiceLine: "inl",
  payment: "pay",
  accountPayment: "acp",
  attempt: "pat",
  refund: "rfd",
  giftCard: "gft",
  giftCardEntry: "gfe",
  loyaltyProgramme: "lpr",
  loyaltyAccount: "lac",
  loyaltyEntry: "len",
  bankLine: "bnk",
  reconciliation: "rcn",
  finding: "fnd",
  mail: "eml",
  event: "evt",
  webhook: "whk",
  audit: "aud",
  request: "req",
  invariantCheck: "chk",
  journalEntry: "jen",
  stockAlert: "alr",
  contentBlock: "blk",
  article: "art",
  review: "rev",
  reviewRequest: "rrq",
  consent: "cns",
  cartReminder: "rem",
  vatCheck: "vch",
  withdrawal: "wdr",
  claim: "clm",
  ticket: "tik",
  ticketMessage: "tkm",
  attachment: "atm",
  companyInvitation: "cin",
  approval: "apr",
  quote: "quo",
  quoteLine: "qul",
  quoteEvent: "que",
} as const;

export type IdKind = keyof typeof prefixes;
export type Id<K extends IdKind> = `${(typeof prefixes)[K]}_${string}`;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Numbers below 2^53. */
function encode(value: number, length: number): string {
  let text = "";
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}

// Randomness is asked for in larger portions: an order has a dozen ids.
const portion = new Uint8Array(1_000);
let used = portion.length;

/** 40 random bits as eight letters. */
function randomLetters(): string {
  if (used === portion.length) {
    crypto.getRandomValues(portion);
    used = 0;
  }
  let bits = 0;
  for (const end = used + 5; used < end; used++) bits = bits * 256 + (portion[used] ?? 0);
  return encode(bits, 8);
}

/** A new id of a kind. `now` is milliseconds since the epoch. */
export function newId<K extends IdKind>(kind: K, now: number = Date.now()): Id<K> {
  return `${prefixes[kind]}_${encode(now, 10)}${randomLetters()}${randomLetters()}`;
}
