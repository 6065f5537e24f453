// Attachments: files that people hand in with a document, whatever that document is. Owns attachment and the files behind it.
// A file is a draft until a document takes it; who may see the document may see the file, which the flows decide.
export { attachDrafts, dropDrafts, keepDraft } from "./commands.ts";
export { attachmentsOf, attachmentsOfMany, documentOf, readAttachment } from "./queries.ts";
