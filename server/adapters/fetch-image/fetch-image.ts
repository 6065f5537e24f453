// Fetches a picture from an address that someone else wrote. Every connection, redirects included, goes to a public
// address that was checked when it was resolved, so neither names nor redirects lead inside.
import { lookup as resolve } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type ImageType, imageTypeOf } from "./image-type.ts";
import { isPublicAddress } from "./public-address.ts";

/** Why a picture could not be had, in words for the report of an import. */
export class ImageUnavailable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "ImageUnavailable";
  }
}

export type FetchedImage = ImageType & { bytes: Buffer };

export type FetchImageOptions = {
  maxBytes?: number;
  /** Milliseconds for everything, redirects included. */
  timeoutMs?: number;
  /** Tests only: which addresses may be asked. */
  isAllowed?: (address: string) => boolean;
};

const maxRedirects = 5;

/** A lookup that gives only addresses that may be asked: checked and used are the same, however the name changes after. */
function checkedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (!first) callback(new ImageUnavailable("the address is not a public one"), "", 4);
        else if (options.all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, "", 4),
    );
  };
}

function get(url: URL, isAllowed: (address: string) => boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password) {
    throw new ImageUnavailable("the address is not a plain http(s) one");
  }
  if (isIP(host) && !isAllowed(host)) throw new ImageUnavailable("the address is not a public one");
  const client = url.protocol === "https:" ? https : http;
  return new Promise((resolved, rejected) => {
    const headers = { accept: "image/avif,image/webp,image/png,image/jpeg,image/gif", "user-agent": "Comptoir" };
    const request = client.get(url, { agent: false, lookup: checkedLookup(isAllowed), signal, headers }, resolved);
    request.on("error", rejected);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = new ImageUnavailable(`the picture is larger than ${Math.round(maxBytes / 1e6)} MB`);
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function follow(address: string, isAllowed: (address: string) => boolean, signal: AbortSignal) {
  let url = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await get(url, isAllowed, signal);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status < 300 || status > 399 || !location) return response;
    response.destroy();
    const next = URL.parse(location, url);
    if (!next) throw new ImageUnavailable("the address redirects to nowhere");
    url = next;
  }
  throw new ImageUnavailable(`the address redirects more than ${maxRedirects} times`);
}

function inWords(error: unknown, signal: AbortSignal, timeoutMs: number): ImageUnavailable {
  if (error instanceof ImageUnavailable) return error;
  if (signal.aborted) return new ImageUnavailable(`no answer within ${Math.round(timeoutMs / 1000)} s`);
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOTFOUND: "the host is not known",
    EAI_AGAIN: "the host could not be looked up",
    ECONNREFUSED: "the host refuses connections",
    ECONNRESET: "the connection was cut",
    EHOSTUNREACH: "the host is not reachable",
    ENETUNREACH: "the network is not reachable",
  };
  return new ImageUnavailable((code && words[code]) || message || "the host does not answer");
}

/**
 * The picture at an http(s) address.
 * @throws ImageUnavailable with the reason: private or malformed address, no answer in time, refused, too large, no picture
 */
export async function fetchImage(address: string, options: FetchImageOptions = {}): Promise<FetchedImage> {
  const { maxBytes = 15_000_000, timeoutMs = 15_000, isAllowed = isPublicAddress } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let response: IncomingMessage | undefined;
  try {
    response = await follow(address, isAllowed, signal);
    if (response.statusCode !== 200) throw new ImageUnavailable(`the host answers ${response.statusCode}`);
    const bytes = await readBody(response, maxBytes);
    const type = imageTypeOf(bytes);
    if (!type) throw new ImageUnavailable("what came is not a picture (JPEG, PNG, WebP, AVIF or GIF)");
    return { ...type, bytes };
  } catch (error) {
    throw inWords(error, signal, timeoutMs);
  } finally {
    response?.destroy();
  }
}
