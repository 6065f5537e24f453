export const claimTones = { open: "info", accepted: "success", refused: "neutral", withdrawn: "neutral" } as const;
