import "server-only";
import sharp from "sharp";

/** A picture as a JPEG, cut to `size` around what catches the eye when one is given. Throws when the bytes are no picture. */
export async function toJpeg(bytes: Uint8Array, size?: { width: number; height: number }): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: 50_000_000 });
  const cut = size ? picture.resize({ ...size, fit: "cover", position: "attention" }) : picture;
  return cut.flatten({ background: "#ffffff" }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
}
