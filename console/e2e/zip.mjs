// Reads a ZIP archive by its list at the end: the names and texts of its files.
import { inflateRawSync } from "node:zlib";

const END = Buffer.from("PK\x05\x06", "latin1");
const ENTRY = 0x02014b50;
const STORED = 0;

/** The texts of the files in an archive, by name. Throws when the bytes are no archive. */
export function textsOf(archive) {
  const end = archive.lastIndexOf(END);
  if (end < 0) throw new Error("This is no ZIP archive.");
  const texts = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error("The list of the archive is broken.");
    const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    texts[archive.toString("utf8", at + 46, at + 46 + lengths[0])] = contentOf(archive, at).toString("utf8");
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return texts;
}

function contentOf(archive, entry) {
  const [method, size, place] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20), archive.readUInt32LE(entry + 42)];
  const begin = place + 30 + archive.readUInt16LE(place + 26) + archive.readUInt16LE(place + 28);
  const bytes = archive.subarray(begin, begin + size);
  return method === STORED ? bytes : inflateRawSync(bytes);
}
