// What a PDF says, read as text.
import { expect } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { plain } from "./words.ts";

/** The text of a document that was answered as a PDF, with plain blanks. */
export async function pdfText(response: Response | { status: number; contentType: string; bytes: Uint8Array }) {
  const { status, contentType, bytes } =
    response instanceof Response
      ? {
          status: response.status,
          contentType: response.headers.get("content-type") ?? "",
          bytes: new Uint8Array(await response.arrayBuffer()),
        }
      : response;
  expect(status).toBe(200);
  expect(contentType).toBe("application/pdf");
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  return plain(text);
}
