import type { VatRegister } from "#server/modules/tax/port.ts";

/**
 * Pretends: every number with right check digits is somebody's, but for those that end in 0 (nobody's) and in 9 (the member
 * state gives no answer). Asks nobody.
 */
export const sandboxRegister: VatRegister = {
  name: "sandbox",
  check: async (vatNumber) => {
    const digit = vatNumber.replace(/\D/g, "").at(-1);
    if (digit === "9") throw new Error("the pretended register gives no answer");
    const valid = digit !== "0";
    return {
      valid,
      name: valid ? `Société fictive ${vatNumber}` : null,
      address: null,
      consultationNumber: valid ? `DEMO-${vatNumber}` : null,
    };
  },
};
