import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** A writer that had to grow beyond this is not kept for the next message. */
const LARGEST_KEPT_BYTES = 1024 * 1024;

let spare: ReusedWriter | undefined;

/**
 * A writer for one message, until its `finish`. A new one would take cleared memory, double it until the message
 * fits, and let it go again: for a stream of pieces that costs more than all else that is done with them.
 */
export function takeWriter(): BinaryWriter {
  const writer = spare ?? new ReusedWriter();
  spare = undefined;
  return writer;
}

class ReusedWriter extends BinaryWriter {
  override finish(): Uint8Array<ArrayBuffer> {
    const message = super.finish();
    if (message.length <= LARGEST_KEPT_BYTES) keep(this);
    return message;
  }
}

function keep(writer: ReusedWriter): void {
  spare = writer;
}
