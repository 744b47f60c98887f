import { createHash } from "node:crypto";
import { pack, type Header } from "tar-stream";
import { hostPlatform } from "../../host/index.js";
import { bytesIn } from "../archive/index.js";

/** An entry of a made archive; text content makes it a file. */
export type MadeEntry = Partial<Header> & { readonly name: string; readonly content?: string | Uint8Array };

/** A tar archive, byte for byte as described: nothing is checked. */
export async function makeTar(entries: readonly MadeEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    const complete = { mtime: new Date(1_000_000_000_000), ...header };
    if (content === undefined && header.type !== undefined) archive.entry(complete);
    else archive.entry(complete, content ?? "");
  }
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesIn(archive)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a container image is made of; layers are tar archives, compressed or not. */
export interface MadeImage {
  readonly layers: readonly { readonly stored: Uint8Array; readonly plain: Uint8Array }[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly architecture?: string;
  /** Instead of the right ones. */
  readonly diffIds?: readonly string[];
}

export function layerOf(plain: Uint8Array, stored: Uint8Array = plain): MadeImage["layers"][number] {
  return { plain, stored };
}

function configurationOf(image: MadeImage): Buffer {
  const { os, architecture } = hostPlatform();
  return Buffer.from(
    JSON.stringify({
      os,
      architecture: image.architecture ?? architecture,
      config: image.config ?? {},
      rootfs: {
        type: "layers",
        diff_ids: image.diffIds ?? image.layers.map((layer) => `sha256:${sha256(layer.plain)}`),
      },
    }),
  );
}

/** The entries of what `docker save` writes; the manifest comes last, as it may. */
export function dockerEntries(image: MadeImage, tags: readonly string[] = ["app:1"]): readonly MadeEntry[] {
  const configuration = configurationOf(image);
  const layers = image.layers.map((layer, index) => ({ name: `${index}/layer.tar`, content: layer.stored }));
  const config = { name: `${sha256(configuration)}.json`, content: configuration };
  const manifest = [{ Config: config.name, RepoTags: tags, Layers: layers.map((layer) => layer.name) }];
  // The lowest layer need not come first.
  return [...layers.toReversed(), config, { name: "manifest.json", content: JSON.stringify(manifest) }];
}

/** The entries of an OCI image layout with one image, and the digest of its manifest. */
export function ociEntries(
  image: MadeImage,
  descriptor: Readonly<Record<string, unknown>> = {},
): { readonly entries: readonly MadeEntry[]; readonly digest: string } {
  const entries: MadeEntry[] = [{ name: "oci-layout", content: '{"imageLayoutVersion":"1.0.0"}' }];
  const blob = (bytes: Uint8Array): { readonly digest: string; readonly size: number } => {
    entries.push({ name: `blobs/sha256/${sha256(bytes)}`, content: bytes });
    return { digest: `sha256:${sha256(bytes)}`, size: bytes.length };
  };
  const layers = image.layers.map((layer) => blob(layer.stored));
  const manifest = { schemaVersion: 2, config: blob(configurationOf(image)), layers };
  const stored = blob(Buffer.from(JSON.stringify(manifest)));
  const index = { schemaVersion: 2, manifests: [{ ...stored, ...descriptor }] };
  entries.push({ name: "index.json", content: JSON.stringify(index) });
  return { entries, digest: stored.digest };
}

/** Bytes as they may arrive: in pieces that fit nothing. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 1000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    await Promise.resolve();
    yield bytes.subarray(start, start + pieceBytes);
  }
}
