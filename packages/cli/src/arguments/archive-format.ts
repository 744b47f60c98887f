import { Option } from "commander";

const ARCHIVE_FORMATS = ["rootfs-tar", "docker-archive", "oci-archive"] as const;

/** How an image file is packed. */
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

/** The `--format` option; left out, the server looks into the archive. */
export function archiveFormatOption(): Option {
  return new Option("--format <format>", "how FILE is packed (default: found out from its content)").choices(
    ARCHIVE_FORMATS,
  );
}
