/** What a register of VAT numbers says about one. */
export type VatAnswer = {
  valid: boolean;
  /** Where the member state tells them. */
  name: string | null;
  address: string | null;
  /** The register's own number of this consultation: what an inspector asks for. */
  consultationNumber: string | null;
};

/**
 * A register of VAT numbers. Registers live in `server/adapters/vat/<name>` and are chosen in its registry. Never asked
 * inside a database transaction.
 */
export type VatRegister = {
  readonly name: "vies" | "sandbox" | "none";
  /** Rejects when it gave no answer (a member state's service is down): that is not "invalid". */
  check(vatNumber: string, requester: string, signal: AbortSignal): Promise<VatAnswer>;
};
