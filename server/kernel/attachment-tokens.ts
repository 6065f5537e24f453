import { z } from "zod";

/** Files that were handed in before, by the secrets that their uploader got for them. */
export const attachmentTokens = (most: number) => z.array(z.string().min(40).max(60)).max(most);
